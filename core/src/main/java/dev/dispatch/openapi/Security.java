package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes credential contracts of what the operations ask for. */
final class Security {

    private final Located fallback;
    private final Map<String, Optional<SecurityScheme>> schemes = new HashMap<>();

    Security(JsonNode root, References references) {
        this.fallback = new Located(root.path("security"), Pointer.ROOT.child("security"));
        Located all = new Located(
                root.path("components").path("securitySchemes"),
                Pointer.ROOT.child("components").child("securitySchemes"));
        for (String name : all.node().propertyNames()) {
            Optional<SecurityScheme> scheme =
                    references.follow(all.child(name)) instanceof References.Target.Found(Located found)
                            ? SecurityScheme.of(name, found)
                            : Optional.empty();
            schemes.put(name, scheme);
        }
        nameMembers();
    }

    /** A member has the usual name where one scheme alone has it, else the scheme's own, the same for all actions. */
    private void nameMembers() {
        Map<String, Integer> uses = new HashMap<>();
        schemes.values().forEach(found -> found.ifPresent(scheme -> uses.merge(scheme.member(), 1, Integer::sum)));
        Set<String> taken = new HashSet<>(uses.keySet());
        for (String name : schemes.keySet().stream().sorted().toList()) {
            SecurityScheme scheme = schemes.getOrDefault(name, Optional.empty()).orElse(null);
            if (scheme == null || scheme.member().isEmpty() || uses.getOrDefault(scheme.member(), 0) < 2) {
                continue;
            }
            String own = InputNames.usable(name);
            String free = own;
            for (int number = 2; !taken.add(free); number++) {
                free = own + "_" + number;
            }
            schemes.put(name, Optional.of(scheme.withMember(free)));
        }
    }

    /** Sends what the first alternative that can be sent asks for; answers the credential's schema, empty for none. */
    ObjectNode write(RequestDraft draft) {
        Located own = draft.operation().node().child("security");
        Located alternatives = own.isThere() ? own : fallback;
        for (int i = 0; i < alternatives.node().size(); i++) {
            Located alternative = alternatives.child(i);
            Optional<List<SecurityScheme>> sent = schemes(alternative.node());
            if (sent.isPresent()) {
                listOthers(alternatives, i, draft);
                return send(sent.get(), alternative, draft);
            }
            draft.without(alternative.at(), label(alternative.node()), "no template sends it");
        }
        return Json.object();
    }

    private static void listOthers(Located alternatives, int chosen, RequestDraft draft) {
        String taken = label(alternatives.node().path(chosen));
        for (int i = chosen + 1; i < alternatives.node().size(); i++) {
            Located other = alternatives.child(i);
            draft.without(other.at(), label(other.node()), "it is another way beside: " + taken);
        }
    }

    private static String label(JsonNode alternative) {
        return alternative.isEmpty()
                ? "no security"
                : "security " + Names.list(List.copyOf(alternative.propertyNames()));
    }

    /** Empty where one of them cannot be sent, or two would be the same header. */
    private Optional<List<SecurityScheme>> schemes(JsonNode alternative) {
        List<SecurityScheme> found = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (String name : alternative.propertyNames()) {
            Optional<SecurityScheme> scheme = schemes.getOrDefault(name, Optional.empty());
            if (scheme.isEmpty() || !places.add(place(scheme.get()))) {
                return Optional.empty();
            }
            found.add(scheme.get());
        }
        return alternative.isObject() ? Optional.of(found) : Optional.empty();
    }

    private static String place(SecurityScheme scheme) {
        String parameter =
                scheme.in().equals("header") ? scheme.parameter().toLowerCase(Locale.ROOT) : scheme.parameter();
        return scheme.in() + " " + parameter;
    }

    private static ObjectNode send(List<SecurityScheme> schemes, Located alternative, RequestDraft draft) {
        ObjectNode properties = Json.object();
        for (SecurityScheme scheme : schemes) {
            if (scheme.member().isEmpty()) {
                draft.without(
                        alternative.at(),
                        "security " + scheme.name(),
                        "a client certificate stands in the job's http.tls, not in a request");
            } else {
                scheme.send(draft);
                properties.set(scheme.member(), scheme.schema());
            }
        }
        if (properties.isEmpty()) {
            return Json.object();
        }
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("properties", properties);
        schema.set("required", Json.texts(properties.propertyNames()));
        return schema.put("additionalProperties", false);
    }
}
