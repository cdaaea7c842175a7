package co.refport.embed.jpa;

class JpaEmbedStoreMariaDbEclipseLinkTest extends JpaEmbedStoreOnDatabase {

  JpaEmbedStoreMariaDbEclipseLinkTest() {
    super(Database.MARIADB, Provider.ECLIPSELINK);
  }
}
