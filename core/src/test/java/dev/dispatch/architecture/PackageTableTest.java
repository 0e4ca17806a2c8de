package dev.dispatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of packages in ARCHITECTURE.md: who may import whom. */
class PackageTableTest {

    private static final String ROOT = "dev.dispatch.";

    /** Each package of the engine with what it may import of the project, bottom up. */
    private static final Map<String, String> TABLE = Map.ofEntries(
            Map.entry("time", ""),
            Map.entry("file", ""),
            Map.entry("segment", ""),
            Map.entry("json", ""),
            Map.entry("redact", "json"),
            Map.entry("jsonpath", ""),
            Map.entry("problem", "json time"),
            Map.entry("schema", "json problem"),
            Map.entry("auth", "json problem"),
            Map.entry("expression", "json jsonpath problem schema time"),
            Map.entry("job", "json problem expression auth time"),
            Map.entry("policy", "json problem"),
            Map.entry("http", "json problem redact auth policy time sdk"),
            Map.entry("state", "json problem file"),
            Map.entry("config", "json problem redact auth time expression http policy job"),
            Map.entry("memory", "json problem file state"),
            Map.entry("module", "sdk json jsonpath job auth expression schema problem policy time"),
            Map.entry("shape", "sdk json schema"),
            Map.entry("code", "sdk json problem schema job module file shape"),
            Map.entry("openapi", "json problem schema"),
            Map.entry("archive", "sdk json problem file http config policy job module redact time"),
            Map.entry("builtin", "sdk json jsonpath job memory module problem time"),
            Map.entry(
                    "plan",
                    "sdk json jsonpath redact problem schema expression auth job http state memory module builtin policy"
                            + " config time"),
            Map.entry(
                    "authoring",
                    "archive sdk json jsonpath problem schema expression job module policy config plan file"),
            Map.entry(
                    "run",
                    "sdk json jsonpath redact problem schema expression auth job http state memory module builtin policy"
                            + " config plan time"),
            Map.entry(
                    "preview",
                    "sdk json jsonpath redact problem schema expression auth job http state module policy plan run"),
            Map.entry(
                    "record",
                    "sdk json jsonpath redact problem schema expression job http state memory module builtin plan run segment"
                            + " time file"),
            Map.entry("batch", "json problem plan run record redact time file"),
            Map.entry("comparison", "json jsonpath problem redact run record"),
            Map.entry("replay", "sdk json problem expression http job redact run record time"),
            Map.entry("report", "json problem run record batch time"),
            Map.entry("transfer", "json problem file archive run record"),
            Map.entry("draft", "json jsonpath problem redact expression run record comparison"),
            Map.entry(
                    "engine",
                    "sdk json jsonpath redact problem schema expression job http state memory module builtin policy"
                            + " config plan run record batch transfer replay preview authoring archive time file code"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.dispatch");

    @Test
    void theTableCoversEveryPackageAndTheImportFoundTheEngine() {
        Set<String> found = new TreeSet<>();
        CLASSES.stream().filter(type -> !isOutside(type)).forEach(type -> found.add(packageOf(type)));
        assertThat(found).containsExactlyInAnyOrderElementsOf(TABLE.keySet());
        assertThat(CLASSES.size()).isGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyWhatTheTableAllows(String name) {
        Set<String> allowed =
                new TreeSet<>(Arrays.asList(TABLE.getOrDefault(name, "").split(" ")));
        allowed.add(name);
        DescribedPredicate<JavaClass> forbidden = DescribedPredicate.describe(
                "of the project and not allowed to " + name,
                type -> type.getPackageName().startsWith(ROOT) && !allowed.contains(packageOf(type)));
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat(forbidden)
                .check(CLASSES);
    }

    static Set<String> packages() {
        return TABLE.keySet();
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theProcessIsTouchedOnlyByTheCommandLine() {
        ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.describe("of the engine", type -> !isOutside(type)))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "of System that read or end the process",
                        call -> call.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("exit", "getenv", "getProperty", "setProperty", "getProperties")
                                        .contains(call.getName())))
                .orShould()
                .accessFieldWhere(DescribedPredicate.describe(
                        "that is a stream of the process",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err", "in").contains(access.getName())))
                .check(CLASSES);
    }

    @Test
    void nothingStaticCanChange() {
        for (JavaClass type : CLASSES) {
            for (JavaField field : type.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)) {
                    assertThat(field.getModifiers()).as(field.getFullName()).contains(JavaModifier.FINAL);
                }
            }
        }
    }

    private static boolean isOutside(JavaClass type) {
        String name = packageOf(type);
        return name.equals("sdk") || name.equals("demo") || name.isEmpty();
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String rest = name.substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
