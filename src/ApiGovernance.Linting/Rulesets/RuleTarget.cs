using ApiGovernance.Linting.Paths;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>What a function is run on: a matched value, one of its keys, or a field of it that may be missing.</summary>
/// <param name="Place">Where the value is; null for keys and for what is missing.</param>
/// <param name="Closest">The value, or its closest existing parent.</param>
internal sealed record RuleTarget(DocumentNode? Value, ResolvedNode? Place, DocumentNode Closest, string Pointer, string Property, string? Operation)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    public static IEnumerable<RuleTarget> Of(PathMatch match, string? field)
    {
        string? operation = OperationOf(match);
        ResolvedNode place = match.Place;
        if (field is null || match.Key is not null || (!place.Node.IsObject && !place.Node.IsArray))
        {
            yield return new RuleTarget(match.Value, match.Key is null ? place : null, match.Value, place.Pointer, match.Property ?? "", operation);
        }
        else if (field == "@key")
        {
            foreach (DocumentMember member in place.Node.Members)
            {
                DocumentNode key = DocumentNode.String(member.NameSpan, member.Name);
                yield return new RuleTarget(key, null, key, JsonPointer.Append(place.Pointer, member.Name), member.Name, operation);
            }
        }
        else
        {
            yield return Field(match, field, operation);
        }
    }

    /// <summary>`a.b[0]`; a member whose own name has dots (a media type, say) is found when it is there.</summary>
    private static RuleTarget Field(PathMatch start, string field, string? operation)
    {
        PathMatch at = start;
        string[] names = start.Child(field) is null ? field.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.') : [field];
        foreach (string name in names)
        {
            if (at.Child(name) is not { } next)
                return new RuleTarget(null, null, at.Place.Node, at.Place.Pointer, names[^1], operation);
            at = next;
        }

        return new RuleTarget(at.Place.Node, at.Place, at.Place.Node, at.Place.Pointer, names[^1], operation);
    }

    /// <summary>`POST /orders`, when the match is inside exactly one operation.</summary>
    private static string? OperationOf(PathMatch match)
    {
        for (PathMatch? at = match; at?.Parent is not null; at = at.Parent)
        {
            if (at.Property is { } method && Methods.Contains(method) && at.Parent.Property is { } path && at.Parent.Parent?.Property == "paths")
                return $"{method.ToUpperInvariant()} {path}";
        }

        return null;
    }
}
