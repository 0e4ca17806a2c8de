package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generates the todos, twenty for each user. */
final class Todos {
    static final int COUNT = 200;

    private static final int PER_PARENT = 20;

    private Todos() {}

    static List<ObjectNode> generate() {
        Words words = new Words(106);
        List<ObjectNode> todos = new ArrayList<>(COUNT);
        for (int id = 1; id <= COUNT; id++) {
            todos.add(todo(id, words));
        }
        return todos;
    }

    private static ObjectNode todo(int id, Words words) {
        ObjectNode todo = JsonNodeFactory.instance.objectNode();
        todo.put("userId", 1 + (id - 1) / PER_PARENT);
        todo.put("id", id);
        todo.put("title", words.phrase());
        todo.put("completed", words.number(2) == 0);
        return todo;
    }
}
