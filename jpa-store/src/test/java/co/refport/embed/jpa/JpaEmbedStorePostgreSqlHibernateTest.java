package co.refport.embed.jpa;

class JpaEmbedStorePostgreSqlHibernateTest extends JpaEmbedStoreOnDatabase {

  JpaEmbedStorePostgreSqlHibernateTest() {
    super(Database.POSTGRESQL, Provider.HIBERNATE);
  }
}
