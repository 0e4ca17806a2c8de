package dev.dispatch.plan;

import java.util.Set;

/** What the contract has and this version does not: to be told apart from what does not exist. */
final class LaterFeatures {

    private static final Set<String> ACTIONS = Set.of("http.graphql");
    private static final Set<String> REQUEST_MEMBERS = Set.of("auth", "saveTo");

    private LaterFeatures() {}

    static boolean action(String key) {
        return ACTIONS.contains(key);
    }

    /** A member of an action's payload. */
    static boolean member(String action, String name) {
        return action.equals("http.request") && REQUEST_MEMBERS.contains(name);
    }
}
