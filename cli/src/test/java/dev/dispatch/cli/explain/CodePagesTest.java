package dev.dispatch.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dispatch.cli.Terminal;
import dev.dispatch.cli.command.Arguments;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.ProblemCode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CodePagesTest {

    private static final Pattern COMMAND = Pattern.compile("`dispatch ([^`]+)`");

    static final List<CodePage> PAGES = CodePages.load().all();

    @Test
    void everyCodeHasAPageAndNothingElseHasOne() {
        Set<String> codes = new TreeSet<>();
        Stream.of(ProblemCode.values()).map(ProblemCode::name).forEach(codes::add);
        Stream.of(IssueCode.values()).map(IssueCode::name).forEach(codes::add);
        assertThat(PAGES).extracting(CodePage::code).containsExactlyInAnyOrderElementsOf(codes);
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void everyPageSaysWhatItIsWhenItOccursAndHowToMendIt(CodePage page) {
        assertThat(page.title()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(90);
        assertThat(page.meaning()).endsWith(".");
        assertThat(page.causes()).isNotEmpty();
        assertThat(page.mend()).isNotEmpty();
        assertThat(Stream.of(page.causes(), page.mend()).flatMap(List::stream)).allMatch(line -> line.endsWith("."));
        assertThat(page.next()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void relatedCodesAreOthersThatExist(CodePage page) {
        assertThat(PAGES).extracting(CodePage::code).containsAll(page.related());
        assertThat(page.related()).isNotEmpty().doesNotContain(page.code()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void everyCommandThatIsNamedCanBeRead(CodePage page) {
        for (NextAction action : page.next()) {
            assertThatCode(() -> Arguments.read(action.arguments()))
                    .as(action.toString())
                    .doesNotThrowAnyException();
        }
        Matcher named = COMMAND.matcher(page.meaning() + page.causes() + page.mend());
        while (named.find()) {
            String command = named.group(1);
            // One that is only named has no options; that it is there is what counts.
            List<String> words = List.of((command.contains(" -") ? command : command + " --help").split(" ", -1));
            assertThatCode(() -> Arguments.read(words)).as(named.group()).doesNotThrowAnyException();
        }
    }

    @Test
    void theReferenceHasTheSameWordsAndExitCodes() throws Exception {
        List<String> lines = Files.readAllLines(Terminal.ROOT.resolve("docs/reference/exit-codes-and-errors.md"));
        List<String> rows = new ArrayList<>();
        for (CodePage page : PAGES) {
            page.problem()
                    .ifPresent(problem -> assertThat(lines)
                            .anyMatch(line -> line.startsWith("| `%s` | %d | %s | "
                                    .formatted(problem, problem.exitCode(), problem.retryable() ? "yes" : "no"))));
            if (Stream.of(IssueCode.values()).anyMatch(code -> code.name().equals(page.code()))) {
                rows.add("| `" + page.code() + "` | " + page.title().replace("<", "\\<") + " |");
            }
        }
        assertThat(rows).hasSizeGreaterThan(50);
        assertThat(lines).containsSequence(rows);
    }

    @Test
    void aCodeMayBeTypedAsPeopleType() {
        CodePages pages = CodePages.load();
        assertThat(pages.find("unknown-field")).map(CodePage::code).contains("UNKNOWN_FIELD");
        assertThat(pages.find(" Not_Found")).map(CodePage::kind).contains("problem");
        assertThat(pages.find("UNKNOWN_FEILD")).isEmpty();
        assertThat(pages.near("UNKNOWN_FEILD")).containsExactly("UNKNOWN_FIELD");
        assertThat(pages.near("poll")).containsExactly("FLOW_POLL_VALIDATION_ERROR", "POLL_EXHAUSTED", "POLL_FAILED");
        assertThat(pages.near("e")).isEmpty();
    }
}
