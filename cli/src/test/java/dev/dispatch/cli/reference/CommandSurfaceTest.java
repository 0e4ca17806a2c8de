package dev.dispatch.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandSurfaceTest {

    private final CommandSurface surface = surface("demo", "demo serve", "module list", "module override init");

    @Test
    void theWordsThatMayFollowAreKnownAtEveryDepth() {
        assertThat(surface.following())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "", Map.of("demo", "Does demo.", "module", "list, override init"),
                        "demo", Map.of("serve", "Does demo serve."),
                        "module", Map.of("list", "Does module list.", "override", "init"),
                        "module override", Map.of("init", "Does module override init.")));
    }

    @Test
    void everyBeginningOfACommandIsAPrefixOnce() {
        assertThat(surface.prefixes())
                .containsExactly(
                        "demo", "demo serve", "module", "module list", "module override", "module override init");
    }

    @Test
    void whatAValueNamesIsToldByItsLabel() {
        assertThat(values("job run", option("--case", "PATH"))).isEqualTo(Values.JOB);
        assertThat(values("job run", option("--inputs-file", "FILE|-"))).isEqualTo(Values.FILE);
        assertThat(values("job report", option("--format", "html|junit"))).isEqualTo(Values.CHOICE);
        assertThat(values("skill install", option("--into", "DIR"))).isEqualTo(Values.FOLDER);
        assertThat(values("explain", positional("CODE"))).isEqualTo(Values.CODE);
        assertThat(values("module inspect", positional("NAME"))).isEqualTo(Values.MODULE);
        assertThat(values("skill install", positional("NAME"))).isEqualTo(Values.ANYTHING);
        assertThat(Lookup.words(Values.CODE, positional("CODE"))).contains("NOT_FOUND", "UNKNOWN_ACTION");
    }

    private static Values values(String command, Argument argument) {
        return Values.of(command, argument);
    }

    private static Argument option(String name, String value) {
        return new Argument(name, value, false, false, false, "");
    }

    private static Argument positional(String label) {
        return new Argument(label, "", true, true, false, "");
    }

    private static CommandSurface surface(String... words) {
        List<CommandEntry> commands = new ArrayList<>();
        for (String each : words) {
            commands.add(new CommandEntry(each, "Does " + each + ".", List.of(), false));
        }
        return new CommandSurface("1", commands, List.of(), List.of());
    }
}
