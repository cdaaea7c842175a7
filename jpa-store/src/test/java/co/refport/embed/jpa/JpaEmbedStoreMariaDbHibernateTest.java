package co.refport.embed.jpa;

class JpaEmbedStoreMariaDbHibernateTest extends JpaEmbedStoreTck {

  JpaEmbedStoreMariaDbHibernateTest() {
    super(Database.MARIADB, Provider.HIBERNATE);
  }
}
