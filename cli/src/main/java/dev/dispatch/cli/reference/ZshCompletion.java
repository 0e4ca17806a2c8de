package dev.dispatch.cli.reference;

import java.util.List;
import java.util.Map;

/** The completion script for zsh, which also shows what each word and option is for. */
public final class ZshCompletion {

    private static final String HEAD = """
            #compdef dispatch
            # zsh completion of dispatch, made by `dispatch completion zsh`. Save it as _dispatch in a folder of $fpath,
            # or add to ~/.zshrc, after compinit:
            #   source <(dispatch completion zsh)

            """;

    private static final String LOOKUP = """
            # Prints the values of a kind, one a line.
            _dispatch_lookup() {
              case $1 in
            @LOOKUPS@  esac 2>/dev/null
            }

            _dispatch_values() {
              local -a values
              values=(${(f)"$(_dispatch_lookup $1)"})
              (( $#values )) && compadd -a values
            }

            _dispatch_jobs() {
              local ret=1
              _dispatch_values jobs && ret=0
              _files && ret=0
              return ret
            }

            _dispatch_verbs() {
              local -a verbs
              case $command in
            @VERBS@  esac
              _describe -t commands command verbs
            }

            """;

    private static final String MAIN = """
            _dispatch() {
              local command='' longer program=$words[1]
              local -a kept common
              kept=("$words[1]")
              integer i=2
              while (( i < CURRENT )); do
                longer=${command:+$command }$words[i]
                if [[ $words[i] == --home ]] && (( i + 1 < CURRENT )); then
                  kept+=("$words[i]" "$words[i+1]")
                  (( i++ ))
                elif _dispatch_is_command "$longer"; then
                  command=$longer
                else
                  kept+=("$words[i]")
                fi
                (( i++ ))
              done
              words=("${(@)kept}" "${(@)words[CURRENT,-1]}")
              CURRENT=$(( $#kept + 1 ))
              common=(
            @COMMON@  )
              case $command in
            @COMMANDS@  esac
            }

            if [[ $funcstack[1] == _dispatch ]]; then
              _dispatch "$@"
            elif (( $+functions[compdef] )); then
              compdef _dispatch dispatch
            fi
            """;

    private final CommandSurface surface;

    public ZshCompletion(CommandSurface surface) {
        this.surface = surface;
    }

    public String script() {
        StringBuilder common = new StringBuilder();
        surface.common()
                .forEach(option ->
                        common.append("    ").append(option("", option)).append('\n'));
        return HEAD
                + isCommand()
                + LOOKUP.replace("@LOOKUPS@", lookups()).replace("@VERBS@", verbs())
                + MAIN.replace("@COMMON@", common).replace("@COMMANDS@", commands());
    }

    private String isCommand() {
        StringBuilder script = new StringBuilder("_dispatch_is_command() {\n  case $1 in\n    ");
        String separator = "";
        for (String prefix : surface.prefixes()) {
            script.append(separator).append('\'').append(prefix).append('\'');
            separator = "|";
        }
        return script.append(") return 0 ;;\n  esac\n  return 1\n}\n\n").toString();
    }

    private static String lookups() {
        StringBuilder script = new StringBuilder();
        for (Lookup lookup : Lookup.ALL) {
            String latest = lookup.name().equals("runs") ? "print latest; " : "";
            script.append("    ")
                    .append(lookup.name())
                    .append(") ")
                    .append(latest)
                    .append("$program ");
            script.append(lookup.arguments())
                    .append(" | ")
                    .append(lookup.filter())
                    .append(" ;;\n");
        }
        return script.toString();
    }

    private String verbs() {
        StringBuilder script = new StringBuilder();
        for (Map.Entry<String, Map<String, String>> following :
                surface.following().entrySet()) {
            script.append("    '").append(following.getKey()).append("')\n      verbs=(\n");
            following
                    .getValue()
                    .forEach((word, purpose) -> script.append("        ")
                            .append(quote(word + ":" + purpose))
                            .append('\n'));
            script.append("      ) ;;\n");
        }
        return script.toString();
    }

    private String commands() {
        Map<String, Map<String, String>> following = surface.following();
        StringBuilder script = new StringBuilder();
        for (CommandEntry command : surface.commands()) {
            script.append("    '").append(command.words()).append("')\n      _arguments \"${(@)common}\"");
            command.options().forEach(option -> script.append(" \\\n        ").append(option(command.words(), option)));
            if (following.containsKey(command.words())) {
                script.append(" \\\n        '1: :_dispatch_verbs'");
            }
            for (Argument positional : command.positionals()) {
                String optional = positional.required() ? "1:" : "1::";
                script.append(" \\\n        ").append(quote(optional + value(command.words(), positional)));
            }
            script.append(" ;;\n");
        }
        script.append("    '')\n      _arguments \"${(@)common}\"");
        surface.program().forEach(option -> script.append(" \\\n        ").append(option("", option)));
        script.append(" '1: :_dispatch_verbs' ;;\n");
        return script.append("    *) _arguments \"${(@)common}\" '1: :_dispatch_verbs' ;;\n")
                .toString();
    }

    private static String option(String command, Argument option) {
        String repeated = option.repeatable() ? "*" : "";
        String purpose = "[" + escape(option.purpose()) + "]";
        return option.takesValue()
                ? quote(repeated + option.name() + "=" + purpose + ":" + value(command, option))
                : quote(repeated + option.name() + purpose);
    }

    /** The message and what can be offered, as {@code _arguments} reads them; a space keeps it from adding options. */
    private static String value(String command, Argument argument) {
        Values values = Values.of(command, argument);
        List<String> words = Lookup.words(values, argument);
        String action = switch (values) {
            case ANYTHING -> " ";
            case CHOICE, BATCH, CODE -> "(" + String.join(" ", words) + ")";
            case FILE -> "_files";
            case FOLDER -> "_files -/";
            case JOB -> "_dispatch_jobs";
            case RUN, ACTION, MODULE, NAMESPACE -> " _dispatch_values " + Lookup.nameOf(values);
        };
        return escape(argument.label()) + ":" + action;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace("[", "\\[")
                .replace("]", "\\]");
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
