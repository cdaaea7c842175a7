package co.refport.embed.jpa;

class JpaEmbedStoreH2HibernateTest extends JpaEmbedStoreOnDatabase {

  JpaEmbedStoreH2HibernateTest() {
    super(Database.H2, Provider.HIBERNATE);
  }
}
