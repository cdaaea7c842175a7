package co.refport.embed.jaxrs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Stream;
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
    classes()
        .that()
        .resideOutsideOfPackage("..internal..")
        .and()
        .arePublic()
        .should(haveNoInternalTypeInAVisibleSignature())
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> haveNoInternalTypeInAVisibleSignature() {
    return new ArchCondition<>("have no internal type in a public or protected signature") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          boolean visible =
              unit.getModifiers().contains(JavaModifier.PUBLIC)
                  || unit.getModifiers().contains(JavaModifier.PROTECTED);
          boolean internal =
              Stream.concat(
                      Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                  .anyMatch(used -> used.getPackageName().contains(".internal"));
          if (visible && internal) {
            events.add(SimpleConditionEvent.violated(unit, unit.getFullName()));
          }
        }
      }
    };
  }
}
