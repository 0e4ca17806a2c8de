package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generates the comments, five for each post. */
final class Comments {
    static final int COUNT = 500;

    private static final int PER_PARENT = 5;

    private Comments() {}

    static List<ObjectNode> generate() {
        Words words = new Words(103);
        List<ObjectNode> comments = new ArrayList<>(COUNT);
        for (int id = 1; id <= COUNT; id++) {
            comments.add(comment(id, words));
        }
        return comments;
    }

    private static ObjectNode comment(int id, Words words) {
        ObjectNode comment = JsonNodeFactory.instance.objectNode();
        comment.put("postId", 1 + (id - 1) / PER_PARENT);
        comment.put("id", id);
        comment.put("name", words.phrase());
        comment.put("email", words.adjective() + "." + words.noun() + "@" + words.noun() + ".example.com");
        comment.put("body", words.paragraph(3));
        return comment;
    }
}
