using System.CommandLine;
using System.Globalization;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Management;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov search WORDS`: which APIs, operations and fields have the words, in any spelling.</summary>
internal static class SearchCommand
{
    private const int LargestPage = 200;

    public static Command Create()
    {
        Argument<string[]> words = new("words") { Description = "Words, or a question: who exposes customer e-mail?", Arity = ArgumentArity.OneOrMore };
        Option<string?> kind = RecordArguments.OneOf("--kind", "Only these", "api", "operation", "field");
        Option<string?> api = RecordArguments.Named("--api", "apis", "Only in this API");
        Option<string?> entity = RecordArguments.Named("--entity", "entities", "Only in APIs that carry this canonical entity");
        Option<string?> owner = RecordArguments.Named("--owner", "teams", "Only in APIs of this team");
        Option<int> limit = new("--limit") { Description = "How many, the best first", DefaultValueFactory = _ => 50 };
        return CatalogVerb.Reads(
            "search", "Search the catalog's APIs, operations and schema fields", RecordOutput.OfList, [words, kind, api, entity, owner, limit], async call =>
            {
                if (call.Get(limit) is < 1 or > 10_000)
                    throw new CommandRefusal(ExitCodes.Usage, "--limit must be a number from 1 to 10000.", "Leave it out for 50.");
                SearchFilter filter = new() { Kind = call.Get(kind), Api = call.Get(api), Entity = call.Get(entity), Owner = call.Get(owner) };
                return Write(call, await ReadAsync(call, string.Join(' ', call.Get(words)), filter, call.Get(limit)));
            });
    }

    private static async Task<SearchPage> ReadAsync(CatalogCall call, string words, SearchFilter filter, int limit)
    {
        List<SearchHit> hits = [];
        SearchPage page;
        string? cursor = null;
        do
        {
            string? after = cursor;
            page = await call.AskAsync(client => client.SearchAsync(words, filter, Math.Min(limit - hits.Count, LargestPage), after, call.Stop));
            hits.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null && hits.Count < limit);
        return page with { Items = hits };
    }

    private static int Write(CatalogCall call, SearchPage page)
    {
        // Nothing found is no answer for what was not looked at.
        foreach (NotSearched left in page.NotSearched)
            Console.Error.WriteLine($"not searched: {left.Api}/{left.Version}: {left.Reason}");
        if (call.Output.Form == RecordOutput.Json)
        {
            call.Output.WriteJson(page);
            return ExitCodes.Clean;
        }

        if (page.Next is not null)
            Console.Error.WriteLine("There are more; ask for them with --limit.");
        return call.Output.WriteList(
            page.Items, new TextTable("KIND", "API", "OWNER", "WHAT", "WHERE", ">LINE", "OPERATIONS"),
            hit => [hit.Kind, Place(hit), hit.Owner, hit.Title is { } title && hit.Kind != "field" ? $"{hit.Name}: {title}" : hit.Name, Where(hit), Line(hit), Operations(hit)],
            hit => $"{Place(hit)} {hit.Name}", "Nothing in the catalog has these words.");
    }

    private static string Place(SearchHit hit) => hit.Version is null ? hit.Api : $"{hit.Api}/{hit.Version}";

    private static string Where(SearchHit hit) => string.Join(' ', new[] { hit.Direction, hit.In, hit.Schema }.Where(text => text is not null));

    private static string Line(SearchHit hit) =>
        hit.Line is { } line ? (hit.File is null ? "" : $"{hit.File}:") + line.ToString(CultureInfo.InvariantCulture) : "";

    private static string Operations(SearchHit hit) => hit.Kind != "field" ? "" : hit.Operations.Count switch
    {
        0 => "",
        1 => hit.Operations[0],
        _ => $"{hit.Operations[0]} and {hit.Operations.Count - 1} more",
    };
}
