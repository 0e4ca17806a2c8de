package dev.dispatch.plan;

import java.util.Set;

/** What the contract has and this version does not: to be told apart from what does not exist. */
final class LaterFeatures {

    private static final Set<String> ACTIONS = Set.of("flow.call");

    private LaterFeatures() {}

    static boolean action(String key) {
        return ACTIONS.contains(key);
    }
}
