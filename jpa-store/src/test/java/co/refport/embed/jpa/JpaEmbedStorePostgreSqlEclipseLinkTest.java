package co.refport.embed.jpa;

class JpaEmbedStorePostgreSqlEclipseLinkTest extends JpaEmbedStoreTck {

  JpaEmbedStorePostgreSqlEclipseLinkTest() {
    super(Database.POSTGRESQL, Provider.ECLIPSELINK);
  }
}
