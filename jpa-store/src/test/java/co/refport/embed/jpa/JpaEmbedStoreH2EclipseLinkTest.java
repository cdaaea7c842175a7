package co.refport.embed.jpa;

class JpaEmbedStoreH2EclipseLinkTest extends JpaEmbedStoreOnDatabase {

  JpaEmbedStoreH2EclipseLinkTest() {
    super(Database.H2, Provider.ECLIPSELINK);
  }
}
