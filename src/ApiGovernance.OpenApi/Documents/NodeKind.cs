namespace ApiGovernance.OpenApi.Documents;

/// <summary>What a node of a document is; YAML and JSON give the same six.</summary>
public enum NodeKind
{
    Object,
    Array,
    String,
    Number,
    Boolean,
    Null,
}
