/** Attention and its gradients as PyTorch computes them, beside ours: in the package whose training it checks. */
@NullMarked
package io.anamnesis.sharding.training;

import org.jspecify.annotations.NullMarked;
