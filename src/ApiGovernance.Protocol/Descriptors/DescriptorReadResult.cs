using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.Descriptors;

/// <param name="Descriptor">Null when there is an error among the findings.</param>
/// <param name="Findings">Those of the text and those of the descriptor, in the order of the text's kinds of trouble.</param>
public sealed record DescriptorReadResult(Descriptor? Descriptor, IReadOnlyList<Finding> Findings);
