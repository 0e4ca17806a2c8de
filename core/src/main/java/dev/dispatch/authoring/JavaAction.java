package dev.dispatch.authoring;

import dev.dispatch.module.ActionDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The Java source of an action with the contract of one that is there: a class of a module, or a part of one. */
final class JavaAction {

    private static final String NOTHING = "Void";

    /** Names that the source uses, which no record of it may take. */
    private static final List<String> USED = List.of(
            "Action",
            "ActionContext",
            "ActionException",
            "ActionResult",
            "Default",
            "Description",
            "DispatchModule",
            "Effect",
            "Length",
            "Name",
            "Pattern",
            "Range",
            "URI",
            "LocalDate",
            "LocalDateTime",
            "LocalTime",
            "List",
            "Map",
            "Optional",
            "UUID",
            "JsonNode",
            "ObjectNode",
            "String",
            "Void",
            "Integer",
            "Long",
            "Double",
            "Boolean",
            "Override");

    private final ActionDefinition action;
    private final JavaTypes types;
    private final String input;
    private final String exports;
    private final String credential;

    /** @param type the name of the class that it stands in */
    JavaAction(ActionDefinition action, String type) {
        this.action = action;
        List<String> taken = new ArrayList<>(USED);
        taken.add(type);
        this.types = new JavaTypes(taken);
        String name = action.key().name();
        this.input = typeOf(action.inputSchema(), name + "-input");
        this.exports = typeOf(action.exportsSchema(), name + "-exports");
        this.credential = typeOf(action.credentialSchema(), name + "-credential");
    }

    /** A whole source file. */
    String source(String type, String version) {
        return """
                import dev.dispatch.sdk.Action;
                import dev.dispatch.sdk.ActionContext;
                import dev.dispatch.sdk.ActionException;
                import dev.dispatch.sdk.ActionResult;
                import dev.dispatch.sdk.Default;
                import dev.dispatch.sdk.Description;
                import dev.dispatch.sdk.DispatchModule;
                import dev.dispatch.sdk.Effect;
                import dev.dispatch.sdk.Length;
                import dev.dispatch.sdk.Name;
                import dev.dispatch.sdk.Pattern;
                import dev.dispatch.sdk.Range;
                import java.net.URI;
                import java.time.LocalDate;
                import java.time.LocalDateTime;
                import java.time.LocalTime;
                import java.util.List;
                import java.util.Map;
                import java.util.Optional;
                import java.util.UUID;
                import tools.jackson.databind.JsonNode;
                import tools.jackson.databind.node.ObjectNode;

                @DispatchModule(name = %s, version = %s)
                public final class %s {

                %s}
                """.formatted(JavaNames.quoted(action.key().module()), JavaNames.quoted(version), type, members());
    }

    /** The types and the method, as they stand in a class. */
    String members() {
        List<String> declarations = types.declarations();
        return (declarations.isEmpty() ? "" : String.join("\n", declarations) + "\n") + method();
    }

    private String method() {
        String parameter = input.equals(NOTHING) ? "" : ", " + input + " input";
        return """
                    @Action(name = %s, description = %s%s%s)
                    ActionResult<%s> %s(ActionContext<%s> context%s) {
                        throw ActionException.failed(%s);
                    }
                """.formatted(
                        JavaNames.quoted(action.key().name()),
                        JavaNames.quoted(action.description()),
                        effect(),
                        action.credentialFlow() ? ", credentialFlow = true" : "",
                        exports,
                        JavaNames.method(action.key().name()),
                        credential,
                        parameter,
                        JavaNames.quoted(action.key() + " is not written yet"));
    }

    private String effect() {
        return action.effect() == null
                ? ""
                : ", effect = Effect." + action.effect().word().toUpperCase(Locale.ROOT);
    }

    /** Input and credential are objects; what has no record is the tree of one. */
    private String typeOf(@Nullable ObjectNode schema, String name) {
        if (schema == null || (schema.path("properties").isEmpty() && !schema.has("$ref"))) {
            return NOTHING;
        }
        String type = types.of(schema, name).name();
        return type.equals("JsonNode") ? "ObjectNode" : type;
    }
}
