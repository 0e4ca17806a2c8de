package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Issue;
import dev.dispatch.shape.ComponentNotes;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceCompilerTest {

    private static final Path FILE = Path.of("modules", "shop", "Shop.java");

    @Test
    void recordsSealedTypesAndClassesOfAnyNameCompileInAPackageOrInNone() {
        assertThat(compiled("""
                package acme.shop;
                sealed interface Pay permits Card, Cash {}
                record Card(String number) implements Pay {}
                record Cash() implements Pay {}
                public final class Anything { enum Colour { RED } }
                """))
                .containsExactly(
                        "acme.shop.Anything",
                        "acme.shop.Anything$Colour",
                        "acme.shop.Card",
                        "acme.shop.Cash",
                        "acme.shop.Pay");
        assertThat(compiled("class Other {}")).containsExactly("Other");
    }

    @Test
    void theSdkAndItsLibrariesAreSeen() {
        assertThat(compiled("""
                import com.fasterxml.jackson.annotation.JsonProperty;
                import dev.dispatch.sdk.*;
                import org.jspecify.annotations.Nullable;
                import tools.jackson.core.JacksonException;
                import tools.jackson.databind.JsonNode;
                import tools.jackson.databind.node.ObjectNode;
                class Shop {
                    record Item(@JsonProperty("x") @Nullable String name, JsonNode node) {}
                    ActionResult<Item> go(ActionContext<Void> context, ObjectNode input) throws JacksonException {
                        return ActionResult.response(context.http().get("/a").body());
                    }
                }
                """)).contains("Shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.dispatch.json.Json",
                "dev.dispatch.code.JavaModules",
                "okhttp3.OkHttpClient",
                "com.google.re2j.Pattern",
                "org.junit.jupiter.api.Test"
            })
    void nothingElseOfTheProgramIsSeen(String type) {
        Issue error = errors("import " + type + ";\nclass Shop { " + type + " field; }")
                .getFirst();
        assertThat(error.message()).contains(type.substring(0, type.lastIndexOf('.')));
        assertThat(error.position()).isNotNull().extracting(Position::line).isEqualTo(1);
        assertThat(error.expected()).contains("dispatch's sdk");
    }

    @Test
    void anErrorSaysWhereAndShowsTheLine() {
        Issue error = errors("class Shop {\n\tint size() {\n\t\treturn \"a\";\n\t}\n}")
                .getFirst();
        assertThat(error.path()).isEqualTo(FILE.toString());
        assertThat(error.position()).isEqualTo(new Position(3, 10));
        assertThat(error.message()).isEqualTo("incompatible types: String cannot be converted to int");
        assertThat(error.attributes().get(Issue.EXCERPT))
                .isEqualTo(Json.texts(List.of("  return \"a\";", "         ^")));
    }

    @Test
    void everyErrorIsToldInTheOrderOfTheSource() {
        assertThat(errors("class Shop {\n  int a = true;\n  Strin b;\n  int c = \"\";\n}"))
                .extracting(
                        issue -> issue.position() == null ? 0 : issue.position().line())
                .containsExactly(2, 3, 4);
    }

    @Test
    void anUnknownNameThatTheSdkOrTheJdkHasComesWithItsImport() {
        List<Issue> errors = errors("class Shop { ActionResult<String> a; List<String> b; Nothing c; }");
        assertThat(errors)
                .extracting(Issue::suggestions)
                .containsExactly(
                        List.of("import dev.dispatch.sdk.ActionResult;"), List.of("import java.util.List;"), List.of());
        assertThat(errors.getLast().message()).isEqualTo("cannot find symbol: class Nothing in class Shop");
    }

    @Test
    void thePackagesOfJackson2ComeWithThoseOfJackson3() {
        Issue error = errors("import com.fasterxml.jackson.databind.JsonNode;\nclass Shop {}")
                .getFirst();
        assertThat(error.message()).contains("com.fasterxml.jackson.databind");
        assertThat(error.suggestions()).singleElement().asString().contains("tools.jackson.databind.JsonNode");
    }

    @Test
    void anErrorAtTheEndOfTheFileHasAPlace() {
        Issue error = errors("class Shop {").getFirst();
        assertThat(error.message()).isEqualTo("reached end of file while parsing");
        assertThat(error.position()).isEqualTo(new Position(1, 13));
    }

    @Test
    void aLongLineIsShownAroundThePlace() {
        String line = "class Shop { String a = \"" + "x".repeat(400) + "\"; int b = true; }";
        Issue error = errors(line).getFirst();
        String text = error.attributes().path(Issue.EXCERPT).path(0).asString();
        String mark = error.attributes().path(Issue.EXCERPT).path(1).asString();
        assertThat(text).hasSizeLessThanOrEqualTo(160);
        assertThat(text.substring(mark.length() - 1)).startsWith("true");
    }

    @Test
    void anExpressionOfHostileDepthIsAFinding() {
        String deep = "class Shop { int a = " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "; }";
        assertThat(errors(deep))
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).isNotEmpty());
    }

    @Test
    void warningsAreNoErrors() {
        assertThat(compiled("import java.util.*; class Shop { List raw = new ArrayList(); Thread t() { return null; } "
                        + "@Deprecated void a() {} void b() { new java.util.Date(1, 1, 1); } }"))
                .containsExactly("Shop");
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void theCompilerSpeaksEnglishWhateverTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPANESE);
            assertThat(errors("class Shop { int a = true; }").getFirst().message())
                    .isEqualTo("incompatible types: boolean cannot be converted to int");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theSameSourceGivesTheSameBytes() {
        String source = "class Shop { Runnable a = () -> {}; record B(int c) {} }";
        CompiledModule first = new CompiledModule(MODULE, Sources.classes(source));
        CompiledModule second = new CompiledModule(MODULE, Sources.classes(source));
        assertThat(first.toJar()).isEqualTo(second.toJar());
    }

    private static final DescribedModule MODULE =
            new DescribedModule("shop", "1.0.0", "Shop", List.of(), ComponentNotes.NONE);

    private static List<String> compiled(String source) {
        return List.copyOf(Sources.classes(source).keySet());
    }

    private static List<Issue> errors(String source) {
        return switch (SourceCompiler.compile(FILE, source)) {
            case SourceCompiler.Compilation.Compiled(var classes) -> throw new AssertionError(classes.keySet());
            case SourceCompiler.Compilation.Failed(List<Issue> issues) -> issues;
        };
    }
}
