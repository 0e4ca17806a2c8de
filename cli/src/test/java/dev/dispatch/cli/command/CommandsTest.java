package dev.dispatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

class CommandsTest {

    static final List<String> NAMES = Commands.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyCommandIsFoundByTheNameItGivesItself(String name) {
        assertThat(Commands.named(name)).hasValueSatisfying(command -> {
            CommandSpec spec = command.spec();
            assertThat(spec.name()).isEqualTo(name);
            assertThat(spec.usageMessage().description()).hasSize(1);
            assertThat(spec.options())
                    .allSatisfy(option -> assertThat(option.description()).hasSize(1));
        });
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyCommandHasHelp(String name) {
        List<String> words = Stream.concat(Stream.of(name.split(" ", -1)), Stream.of("--help"))
                .toList();
        assertThat(dev.dispatch.cli.command.Arguments.read(words)).isEqualTo(new Request.Help(name));
    }

    @Test
    void demoIsACommandAndTheBeginningOfAnother() {
        assertThat(command("demo", "--json")).isInstanceOf(DemoCommand.class);
        assertThat(command("demo", "--json", "serve")).isInstanceOf(DemoServeCommand.class);
    }

    @Test
    void aValueMayLookLikeAnOptionAfterAnEqualsSign() {
        assertThat(dev.dispatch.cli.command.Arguments.read(
                        List.of("run", "a.b", "--input=x=--json", "--input", "y=-1", "--header", "z=a=b")))
                .isInstanceOfSatisfying(Request.Run.class, run -> {
                    assertThat(run.options().<List<String>>matchedOptionValue("--input", List.of()))
                            .containsExactly("x=--json", "y=-1");
                    assertThat(run.options().<List<String>>matchedOptionValue("--header", List.of()))
                            .containsExactly("z=a=b");
                });
    }

    @Test
    void filesOfArgumentsAndVariablesAreNotExpanded() {
        assertThat(dev.dispatch.cli.command.Arguments.read(List.of("run", "@file", "--input", "x=${sys:user.home}")))
                .isInstanceOfSatisfying(Request.Run.class, run -> {
                    assertThat(run.options().matchedPositionalValue(0, "")).isEqualTo("@file");
                    assertThat(run.options().<List<String>>matchedOptionValue("--input", List.of()))
                            .containsExactly("x=${sys:user.home}");
                });
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("jbo", "Unknown command 'jbo'", List.of("job"), "--help"),
                Arguments.of("rn x.y", "Unknown command 'rn'", List.of("run"), "--help"),
                Arguments.of("job rnu", "Unknown command 'job rnu'", List.of("run"), "job --help"),
                Arguments.of("job", "'job' needs a verb", List.of(), "job --help"),
                Arguments.of("job run", "Missing --case PATH", List.of(), "job run --help"),
                Arguments.of("job run --csae x", "Unknown option '--csae'", List.of("--case"), "job run --help"),
                Arguments.of("job list --limt=3", "Unknown option '--limt'", List.of("--limit"), "job list --help"),
                Arguments.of("job run --case", "Option --case needs a value: PATH", List.of(), "job run --help"),
                Arguments.of(
                        "job run --case a --case b", "--case was given more than once", List.of(), "job run --help"),
                Arguments.of("job list more", "Unexpected argument 'more'", List.of(), "job list --help"),
                Arguments.of("run", "Missing MODULE.ACTION", List.of(), "run --help"),
                Arguments.of("job frob --case x", "Unknown command 'job frob'", List.of(), "job --help"),
                Arguments.of("--jsn", "Unknown option '--jsn'", List.of("--json"), "--help"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedWithWhatWasMeantAndWhereToLook(
            String line, String message, List<String> suggestions, String next) {
        assertThatThrownBy(() -> dev.dispatch.cli.command.Arguments.read(List.of(line.split(" ", -1))))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    Problem problem = e.problem();
                    assertThat(problem.code()).isEqualTo(ProblemCode.USAGE_ERROR);
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.details()
                                    .path("suggestions")
                                    .valueStream()
                                    .map(node -> node.asString()))
                            .containsAll(suggestions);
                    assertThat(problem.next())
                            .singleElement()
                            .satisfies(action -> assertThat(String.join(" ", action.arguments()))
                                    .isEqualTo(next));
                });
    }

    private static Command command(String... words) {
        return ((Request.Run) dev.dispatch.cli.command.Arguments.read(List.of(words))).command();
    }
}
