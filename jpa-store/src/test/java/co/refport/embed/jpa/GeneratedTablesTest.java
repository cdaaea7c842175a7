package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.CreateResult;
import co.refport.embed.tck.Race;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the tables that a provider makes from the entities with those of the scripts. */
class GeneratedTablesTest {

  /** What a database says about the tables; all names in lower case. */
  record Tables(Set<String> columns, Map<String, String> uniqueIndexes, Set<String> indexes) {

    static Tables read(DataSource dataSource) throws SQLException {
      Tables tables = new Tables(new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
      try (Connection connection = dataSource.getConnection()) {
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet table =
            metaData.getTables(
                connection.getCatalog(), null, null, new String[] {"TABLE", "BASE TABLE"})) {
          while (table.next()) {
            String name = table.getString("TABLE_NAME");
            if (lower(name).startsWith("refport_")) {
              tables.readColumns(metaData, connection.getCatalog(), name);
              tables.readIndexes(metaData, connection.getCatalog(), name);
            }
          }
        }
      }
      return tables;
    }

    private void readColumns(DatabaseMetaData metaData, String catalog, String table)
        throws SQLException {
      try (ResultSet column = metaData.getColumns(catalog, null, table, null)) {
        while (column.next()) {
          boolean text = column.getInt("DATA_TYPE") == Types.VARCHAR;
          columns.add(
              lower(table)
                  + "."
                  + lower(column.getString("COLUMN_NAME"))
                  + (text ? " of " + column.getInt("COLUMN_SIZE") : "")
                  + (column.getString("IS_NULLABLE").equals("YES") ? " null" : " not null"));
        }
      }
    }

    private void readIndexes(DatabaseMetaData metaData, String catalog, String table)
        throws SQLException {
      Map<String, String> columnsByIndex = new TreeMap<>();
      Set<String> unique = new TreeSet<>();
      try (ResultSet row = metaData.getIndexInfo(catalog, null, table, false, true)) {
        while (row.next()) {
          if (row.getString("INDEX_NAME") == null) {
            continue; // statistics of the table
          }
          // H2 adds a suffix to the constraint's name
          String index = lower(row.getString("INDEX_NAME")).replaceFirst("_index_\\w+$", "");
          columnsByIndex.merge(
              index, lower(row.getString("COLUMN_NAME")), (before, next) -> before + ", " + next);
          if (!row.getBoolean("NON_UNIQUE")) {
            unique.add(index);
          }
        }
      }
      columnsByIndex.forEach(
          (index, columns) -> {
            String on = lower(table) + " (" + columns + ")";
            if (unique.contains(index)) {
              uniqueIndexes.put(on, index.endsWith("_uq") ? index : "primary key");
            } else if (!index.contains("fk")) {
              indexes.add(index + " on " + on);
            }
          });
    }

    private static String lower(String name) {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void generatedTablesEqualThoseOfScripts(Database database, Provider provider) throws Exception {
    DataSource generated = database.makeEmpty();
    provider.openAndGenerate("test", generated).close();
    Tables scripts = Tables.read(database.make());
    assertThat(scripts.uniqueIndexes()).hasSize(12); // six of them are primary keys
    Tables tables = Tables.read(generated);
    assertThat(tables.columns()).isEqualTo(scripts.columns());
    assertThat(tables.uniqueIndexes()).isEqualTo(scripts.uniqueIndexes());
    assertThat(tables.indexes()).isEqualTo(scripts.indexes());
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void generatedTablesKeepIdentitiesUnique(Database database, Provider provider) throws Exception {
    DataSource generated = database.makeEmpty();
    try (EntityManagerFactory factory = provider.openAndGenerate("test", generated)) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
      assertThat(
              Race.run(
                  8,
                  thread ->
                      store.createEnrollment(
                          Samples.enrollment("" + thread, Samples.TENANT, Samples.EMAIL))))
          .filteredOn(CreateResult.Created.class::isInstance)
          .hasSize(1);
      assertThat(Database.select(generated, "select id from refport_enrollment")).hasSize(1);
    }
  }
}
