package co.refport.embed.jpa;

class JpaEmbedStorePostgreSqlHibernateTest extends JpaEmbedStoreTck {

  JpaEmbedStorePostgreSqlHibernateTest() {
    super(Database.POSTGRESQL, Provider.HIBERNATE);
  }
}
