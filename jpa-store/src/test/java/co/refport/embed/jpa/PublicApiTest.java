package co.refport.embed.jpa;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** What a host may hold on to names nothing that may change. */
class PublicApiTest {

  private final JavaClasses module =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("co.refport.embed.jpa");

  @Test
  void publicSignaturesNameNothingInternal() {
    codeUnits()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("co.refport.embed.jpa")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(nameNothingInternal())
        .check(module);
  }

  @Test
  void onlyTheStoreAndItsTransactionsArePublic() {
    classes()
        .that()
        .resideInAPackage("co.refport.embed.jpa")
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .should()
        .be(JpaEmbedStore.class)
        .orShould()
        .be(JtaTransactions.class)
        .check(module);
  }

  private static ArchCondition<JavaCodeUnit> nameNothingInternal() {
    return new ArchCondition<>("name no internal type in a public signature") {
      @Override
      public void check(JavaCodeUnit codeUnit, ConditionEvents events) {
        boolean visible =
            codeUnit.getModifiers().contains(JavaModifier.PUBLIC)
                || codeUnit.getModifiers().contains(JavaModifier.PROTECTED);
        boolean internal =
            codeUnit.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getPackageName)
                .anyMatch(name -> name.endsWith(".internal"));
        events.add(
            new SimpleConditionEvent(codeUnit, !(visible && internal), codeUnit.getFullName()));
      }
    };
  }
}
