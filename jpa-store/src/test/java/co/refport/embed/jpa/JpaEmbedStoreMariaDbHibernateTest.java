package co.refport.embed.jpa;

class JpaEmbedStoreMariaDbHibernateTest extends JpaEmbedStoreOnDatabase {

  JpaEmbedStoreMariaDbHibernateTest() {
    super(Database.MARIADB, Provider.HIBERNATE);
  }
}
