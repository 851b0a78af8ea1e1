using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>Headers of a response. Content-Type is the media types' matter (OpenAPI 3.1, 4.8.17).</summary>
internal sealed class HeaderComparison(ChangeSink sink, SchemaComparison schemas)
{
    public void Compare(OperationPair pair, StatusMatch status, string identity)
    {
        ApiResponse after = status.After;
        ApiHeader[] old = Counting(status.Before.Headers), now = Counting(after.Headers);
        foreach (ApiHeader header in old)
        {
            string words = $"header `{header.Name}` of its response {status.Label}", place = $"{identity} header:{header.Name.ToLowerInvariant()}";
            if (now.FirstOrDefault(candidate => Same(candidate, header)) is not { } kept)
            {
                sink.Add(new Change(header.Required ? "required-response-header-removed" : "optional-response-header-removed", after.Place, $"no longer sends the {words}.")
                {
                    Before = header.Name,
                    Was = header.Place,
                    Identity = place,
                    Fields = [Subjects.Header(FieldDirection.Response, header.Name)],
                    Proof = header.Required ? Without(pair, header, status.Code) : null,
                });
                continue;
            }

            foreach (Change change in Kept(pair, header, kept, words, status.Code))
                sink.Add(change with { Was = header.Place, Identity = place, Fields = [Subjects.Header(FieldDirection.Response, header.Name)] });
            schemas.Compare(
                header.Schema, kept.Schema, new SchemaPosition("response-header", ChangeDirection.Response, words, []) { Part = Subjects.Header(FieldDirection.Response, header.Name), Spelling = Spellings.Of(header, kept) }, new HeaderFrame(pair.Before, pair.After, header, kept, status.Code));
        }

        foreach (ApiHeader added in now.Where(candidate => old.All(header => !Same(header, candidate))))
        {
            sink.Add(new Change("response-header-added", added.Place, $"sends the header `{added.Name}` in its response {status.Label} now.")
            {
                After = added.Name,
                Identity = $"{identity} header:{added.Name.ToLowerInvariant()}",
            });
        }
    }

    private static IEnumerable<Change> Kept(OperationPair pair, ApiHeader old, ApiHeader now, string words, string code)
    {
        if (old.Required && !now.Required)
            yield return new Change("response-header-became-optional", now.Place, $"may leave out the {words}.") { Before = "required", After = "optional", Proof = Without(pair, old, code) };
        else if (now.Required && !old.Required)
            yield return new Change("response-header-became-required", now.Place, $"always sends the {words}.") { Before = "optional", After = "required" };
        if (old.Deprecated != now.Deprecated)
            yield return new Change(now.Deprecated ? "response-header-deprecated" : "response-header-reactivated", now.Place, $"{(now.Deprecated ? "marks" : "no longer marks")} the {words} as deprecated.");
        ValueKinds kinds = SchemaKinds.Of(old.Schema, pair.Contracts.Before.Bundle) & SchemaKinds.Of(now.Schema, pair.Contracts.After.Bundle);
        if (WireSpelling.Difference((old.Style, old.Explode, old.ContentType), (now.Style, now.Explode, now.ContentType), kinds) is not var (was, spelled))
        {
            if (NestedLists.Difference(old.Node, now.Node) is var (split, other))
                yield return new Change("response-header-serialization-changed", now.Place, $"splits the lists in the list of the {words} as `{other}` and no longer as `{split}`.") { Before = split, After = other };
            yield break;
        }

        (was, spelled) = (Value(was), Value(spelled));
        yield return new Change("response-header-serialization-changed", now.Place, $"spells the {words} as `{spelled}` and no longer as `{was}`.")
        {
            Before = was,
            After = spelled,
            Proof = pair.Request().Answered(
                code, [new(now.Name, spelled)], $"may be answered with {now.Name}: {spelled} now, which was spelled {was} before", $"The base spells it `{was}`."),
        };
    }

    private static string Value(string spelling) => spelling.StartsWith("n=", StringComparison.Ordinal) ? spelling[2..] : spelling;

    private static Proof Without(OperationPair pair, ApiHeader header, string code) =>
        pair.Request().Answered(code, [], $"may be answered with {code} without the header {header.Name} now, which was always there", $"The base always sends {header.Name}.");

    private static ApiHeader[] Counting(IReadOnlyList<ApiHeader> headers) => [.. headers.Where(header => !header.IsIgnored)];

    // RFC 9110, 5.1: field names are case-insensitive.
    private static bool Same(ApiHeader one, ApiHeader other) => string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);
}
