package co.refport.embed.jpa;

class JpaEmbedStorePostgreSqlEclipseLinkTest extends JpaEmbedStoreOnDatabase {

  JpaEmbedStorePostgreSqlEclipseLinkTest() {
    super(Database.POSTGRESQL, Provider.ECLIPSELINK);
  }
}
