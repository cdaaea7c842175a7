package co.refport.embed.jaxrs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("co.refport.embed.jaxrs", "co.refport.embed.servlet");

  @Test
  void nothingIsRegisteredByItself() {
    noClasses()
        .should()
        .beAnnotatedWith(Path.class)
        .orShould()
        .beAnnotatedWith(Provider.class)
        .orShould()
        .beAnnotatedWith(jakarta.servlet.annotation.WebServlet.class)
        .orShould()
        .beAnnotatedWith(jakarta.servlet.annotation.WebFilter.class)
        .orShould()
        .beAssignableTo(Application.class)
        .check(CLASSES);
  }

  @Test
  void visibleSignaturesAreFreeOfInternalTypes() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("..internal..")
        .and()
        .areNotPrivate()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .haveRawReturnType(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("..internal.."))
        .check(CLASSES);
  }
}
