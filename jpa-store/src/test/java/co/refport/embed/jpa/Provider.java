package co.refport.embed.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import javax.sql.DataSource;

/** The providers that the store is tested on. */
enum Provider {
  ECLIPSELINK(
      "org.eclipse.persistence.jpa.PersistenceProvider",
      "eclipselink.logging.logger",
      "JavaLogger"),

  /** Compares the mapping with the tables at start-up, and fails where they differ. */
  HIBERNATE("org.hibernate.jpa.HibernatePersistenceProvider", "hibernate.hbm2ddl.auto", "validate");

  private final String className;
  private final String setting;
  private final String value;

  Provider(String className, String setting, String value) {
    this.className = className;
    this.setting = setting;
    this.value = value;
  }

  EntityManagerFactory open(DataSource dataSource) {
    return Persistence.createEntityManagerFactory(
        "test",
        Map.of(
            "jakarta.persistence.provider",
            className,
            "jakarta.persistence.nonJtaDataSource",
            dataSource,
            setting,
            value));
  }

  /** Opens the unit as a developer's set-up does, which makes the tables from the entities. */
  EntityManagerFactory openAndGenerate(String unit, DataSource dataSource) {
    return Persistence.createEntityManagerFactory(
        unit,
        Map.of(
            "jakarta.persistence.provider",
            className,
            "jakarta.persistence.nonJtaDataSource",
            dataSource,
            this == HIBERNATE
                ? "hibernate.hbm2ddl.auto"
                : "jakarta.persistence.schema-generation.database.action",
            this == HIBERNATE ? "update" : "create"));
  }
}
