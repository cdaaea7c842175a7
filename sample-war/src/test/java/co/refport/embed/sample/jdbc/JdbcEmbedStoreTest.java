package co.refport.embed.sample.jdbc;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.tck.EmbedStoreTck;
import co.refport.embed.tck.FaultTck;
import co.refport.embed.tck.FaultyDataSource;
import co.refport.embed.tck.OperatorStoreTck;
import co.refport.embed.tck.RevocationStoreTck;
import co.refport.embed.tck.ScaleTck;
import co.refport.embed.tck.SigningKeyStoreTck;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcEmbedStoreTest extends EmbedStoreTck
    implements OperatorStoreTck, RevocationStoreTck, SigningKeyStoreTck, FaultTck, ScaleTck {

  private final DataSource database = open();
  private final FaultyDataSource faults = new FaultyDataSource(database);
  private final EmbedStore store = new JdbcEmbedStore(faults);

  DataSource open() {
    return TestDatabase.h2();
  }

  @Override
  public EmbedStore store() {
    return store;
  }

  @Override
  public FaultyDataSource faults() {
    return faults;
  }

  @Override
  public void enrollMany(ProgramRecord program, List<NewEnrollment> enrollments)
      throws SQLException {
    TestDatabase.insert(database, program, enrollments);
  }
}
