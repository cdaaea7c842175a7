package co.refport.embed.sample.readme;

import jakarta.annotation.sql.DataSourceDefinition;

@DataSourceDefinition(
    name = "java:app/jdbc/main",
    className = "org.h2.jdbcx.JdbcDataSource",
    url = "jdbc:h2:file:./main",
    user = "sa",
    password = "sa")
public class MainDataSource {}
