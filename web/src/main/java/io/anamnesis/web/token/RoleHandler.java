package io.anamnesis.web.token;

import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets a request pass whose token grants one of the roles, and ends it with 403 otherwise, before its body is read. Behind the {@link
 * BearerHandler}; who needs no token has no role.
 */
public final class RoleHandler implements Handler<RoutingContext> {
    private final Set<String> roles;

    /** @param roles at least one */
    public RoleHandler(Set<String> roles) {
        this.roles = new TreeSet<>(roles);
    }

    @Override
    public void handle(RoutingContext context) {
        if (BearerHandler.caller(context).roles().stream().anyMatch(roles::contains)) {
            context.next();
            return;
        }
        new Problem(
                        ProblemCode.ROLE_REQUIRED,
                        "This needs a token with the role '" + String.join("' or '", roles) + "'.")
                .with("roles", List.copyOf(roles))
                .send(context.request());
    }
}
