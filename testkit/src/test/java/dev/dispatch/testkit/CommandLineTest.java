package dev.dispatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void quotingIsThatOfShells() {
        String line = """
                dispatch  a --x 'b c' "d \\" \\$ \\x" e'f'"g" '' h\\ i --data='{"k": [1]}' n#~""";
        assertThat(CommandLine.arguments(line))
                .containsExactly("a", "--x", "b c", "d \" $ \\x", "efg", "", "h i", "--data={\"k\": [1]}", "n#~");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dispatch version | cat",
                "dispatch version > out",
                "dispatch run a.b; true",
                "dispatch $HOME",
                "dispatch \"$HOME\"",
                "dispatch `id`",
                "dispatch *.json",
                "dispatch --step list[0]",
                "dispatch #comment",
                "dispatch {a,b}",
                "dispatch 'open",
                "dispatch \\"
            })
    void whatAShellWouldChangeIsAFault(String line) {
        assertThatThrownBy(() -> CommandLine.arguments(line)).hasMessageContaining("there is no shell here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat file", "", "./dispatch version"})
    void onlyTheProgramCanBeRun(String line) {
        assertThatThrownBy(() -> CommandLine.arguments(line)).hasMessageContaining("not a command of dispatch");
    }
}
