package dev.dispatch.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The completion script for bash, from version 3.2. What comes from files and runs is never expanded by the shell,
 * which {@code compgen -W} would do.
 */
public final class BashCompletion {

    private static final String HEAD = """
            # bash completion of dispatch, made by `dispatch completion bash`. To load it, add to ~/.bashrc:
            #   eval "$(dispatch completion bash)"

            """;

    private static final String LOOKUP = """
            # Prints the values of a kind, one a line: $1 the kind, $2 the program.
            _dispatch_lookup() {
              case $1 in
            @LOOKUPS@  esac 2>/dev/null
            }

            """;

    private static final String MAIN = """
            # Offers the lines of a text that begin with what is typed: $1 the text, $2 what is typed.
            _dispatch_offer() {
              local value
              while IFS= read -r value; do
                if [[ -n $value && $value == "$2"* ]]; then
                  COMPREPLY+=("$value")
                fi
              done <<<"$1"
            }

            # Offers values: $1 their kind, $2 what is typed, $3 the program.
            _dispatch_values() {
                          case $1 in
                none) ;;
                files) compopt -o filenames 2>/dev/null; _dispatch_offer "$(compgen -f -- "$2")" "$2" ;;
                folders) compopt -o filenames 2>/dev/null; _dispatch_offer "$(compgen -d -- "$2")" "$2" ;;
                'words '*) _dispatch_offer "${1#words }" "$2" ;;
                jobs) _dispatch_values files "$2"; _dispatch_offer "$(_dispatch_lookup jobs "$3")" "$2" ;;
                *) _dispatch_offer "$(_dispatch_lookup "$1" "$3")" "$2" ;;
              esac
            }

            _dispatch() {
              local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command='' longer REPLY='' i
              COMPREPLY=()
              for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in
                  --home) [[ ${COMP_WORDS[i+1]} == = ]] && ((i++)); ((i++)) ;;
                  -*) ;;
                  *)
                    longer=${command:+$command }${COMP_WORDS[i]}
                    if _dispatch_is_command "$longer"; then command=$longer; fi
                    ;;
                esac
              done
              # bash splits --option=value into three words.
              if [[ $cur == = ]]; then
                cur=''
                [[ $before == -* ]] || return 0
              elif [[ $before == = ]]; then
                before=${COMP_WORDS[COMP_CWORD-2]}
                [[ $before == -* ]] || return 0
              fi
              if [[ $before == -* ]]; then
                _dispatch_kind "$command" "$before"
                if [[ -n $REPLY ]]; then
                  _dispatch_values "$REPLY" "$cur" "$1"
                  return 0
                fi
              fi
              if [[ $cur != -* ]]; then
                _dispatch_words "$command"
                _dispatch_offer "$REPLY" "$cur"
                _dispatch_kind "$command" ''
                if [[ -n $REPLY ]]; then
                  _dispatch_values "$REPLY" "$cur" "$1"
                fi
                if [[ -n $cur || ${#COMPREPLY[@]} -gt 0 ]]; then return 0; fi
              fi
              _dispatch_options "$command"
              _dispatch_offer "$REPLY" "$cur"
            }

            complete -F _dispatch dispatch
            """;

    private final CommandSurface surface;

    public BashCompletion(CommandSurface surface) {
        this.surface = surface;
    }

    public String script() {
        return HEAD + isCommand() + words() + options() + kinds() + LOOKUP.replace("@LOOKUPS@", lookups()) + MAIN;
    }

    private String isCommand() {
        StringBuilder script = new StringBuilder("_dispatch_is_command() {\n  case $1 in\n    ");
        script.append(String.join(" | ", quoted(surface.prefixes())));
        return script.append(") return 0 ;;\n  esac\n  return 1\n}\n\n").toString();
    }

    private String words() {
        StringBuilder script = new StringBuilder("# The words that may follow those of a command.\n");
        script.append("_dispatch_words() {\n  case $1 in\n");
        for (Map.Entry<String, Map<String, String>> following :
                surface.following().entrySet()) {
            script.append(branch(quote(following.getKey()), following.getValue().keySet()));
        }
        return script.append("    *) REPLY='' ;;\n  esac\n}\n\n").toString();
    }

    private String options() {
        StringBuilder script = new StringBuilder("# The options of a command.\n_dispatch_options() {\n  case $1 in\n");
        script.append(branch("''", names(surface.program())));
        for (CommandEntry command : surface.commands()) {
            if (!command.options().isEmpty()) {
                script.append(branch(quote(command.words()), names(command.options())));
            }
        }
        script.append("    *) REPLY='' ;;\n  esac\n  REPLY=\"$REPLY\"$'\\n'");
        return script.append(ansi(names(surface.common()))).append("\n}\n\n").toString();
    }

    private static List<String> names(List<Argument> arguments) {
        List<String> names = new ArrayList<>();
        arguments.forEach(argument -> names.add(argument.name()));
        return names;
    }

    private String kinds() {
        StringBuilder script = new StringBuilder("# What stands behind an option, or for no option after a command.\n");
        script.append("_dispatch_kind() {\n  case \"$1 $2\" in\n");
        for (CommandEntry command : surface.commands()) {
            for (Argument argument : command.arguments()) {
                String key = command.words() + " " + (argument.positional() ? "" : argument.name());
                if (argument.positional() || argument.takesValue()) {
                    script.append(kind(quote(key), command.words(), argument));
                }
            }
        }
        for (Argument argument : surface.common()) {
            if (argument.takesValue()) {
                script.append(kind("*" + quote(" " + argument.name()), "", argument));
            }
        }
        return script.append("    *) REPLY='' ;;\n  esac\n}\n\n").toString();
    }

    private static String kind(String pattern, String command, Argument argument) {
        Values values = Values.of(command, argument);
        String reply = switch (values) {
            case ANYTHING -> "none";
            case FILE -> "files";
            case FOLDER -> "folders";
            case CHOICE, BATCH, CODE -> "";
            case JOB, RUN, ACTION, MODULE, NAMESPACE -> Lookup.nameOf(values);
        };
        String value = reply.isEmpty() ? "'words '" + ansi(Lookup.words(values, argument)) : reply;
        return "    " + pattern + ") REPLY=" + value + " ;;\n";
    }

    private static String lookups() {
        StringBuilder script = new StringBuilder();
        for (Lookup lookup : Lookup.ALL) {
            String latest = lookup.name().equals("runs") ? "echo latest; " : "";
            script.append("    ")
                    .append(lookup.name())
                    .append(") ")
                    .append(latest)
                    .append("\"$2\" ");
            script.append(lookup.arguments())
                    .append(" | ")
                    .append(lookup.filter())
                    .append(" ;;\n");
        }
        return script.toString();
    }

    private static String branch(String pattern, Iterable<String> words) {
        return "    " + pattern + ") REPLY=" + ansi(words) + " ;;\n";
    }

    /** The words on lines of their own, as one word of the shell. */
    private static String ansi(Iterable<String> words) {
        return "$'" + String.join("\\n", words) + "'";
    }

    private static List<String> quoted(List<String> words) {
        List<String> quoted = new ArrayList<>();
        words.forEach(word -> quoted.add(quote(word)));
        return quoted;
    }

    private static String quote(String word) {
        return "'" + word + "'";
    }
}
