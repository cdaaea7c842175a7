package co.refport.embed.jpa;

class JpaEmbedStoreMariaDbEclipseLinkTest extends JpaEmbedStoreTck {

  JpaEmbedStoreMariaDbEclipseLinkTest() {
    super(Database.MARIADB, Provider.ECLIPSELINK);
  }
}
