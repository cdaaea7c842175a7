package co.refport.embed.jpa;

class JpaEmbedStoreH2EclipseLinkTest extends JpaEmbedStoreTck {

  JpaEmbedStoreH2EclipseLinkTest() {
    super(Database.H2, Provider.ECLIPSELINK);
  }
}
