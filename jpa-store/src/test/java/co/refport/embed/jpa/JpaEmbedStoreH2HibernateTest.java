package co.refport.embed.jpa;

class JpaEmbedStoreH2HibernateTest extends JpaEmbedStoreTck {

  JpaEmbedStoreH2HibernateTest() {
    super(Database.H2, Provider.HIBERNATE);
  }
}
