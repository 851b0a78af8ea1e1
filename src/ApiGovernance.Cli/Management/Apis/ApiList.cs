using System.CommandLine;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>`apigov api list`</summary>
internal static class ApiList
{
    public static Command Create()
    {
        Option<string?> owner = RecordArguments.Named("--owner", "teams", "Only those of this team");
        Option<string?> domain = RecordArguments.Text("--domain", "Only those of this domain");
        Option<string?> entity = RecordArguments.Named("--entity", "entities", "Only those that carry this canonical entity");
        Option<string?> stage = RecordArguments.OneOf("--stage", "Only those with a version in this stage", [.. Enum.GetValues<ApiStage>().Select(RecordWords.Word)]);
        Option<string?> visibility = RecordArguments.OneOf("--visibility", "Only those of this visibility", [.. Enum.GetValues<Visibility>().Select(RecordWords.Word)]);
        Option<string?> backend = RecordArguments.Named("--backend", "backends", "Only those with this back end");
        Option<string?> label = RecordArguments.Text("--label", "Only those with this label: NAME or NAME=VALUE");
        Option<string?> text = RecordArguments.Text("--query", "Only those with this in their name or title");
        text.Aliases.Add("-q");
        return CatalogVerb.Reads("list", "List APIs with their versions", RecordOutput.OfList, [owner, domain, entity, stage, visibility, backend, label, text], async call =>
        {
            IReadOnlyList<ApiSummary> apis = await call.AllAsync(call.Client.Apis(new ApiFilter
            {
                Owner = call.Get(owner),
                Domain = call.Get(domain),
                Entity = call.Get(entity),
                Stage = Parsed<ApiStage>(call.Get(stage)),
                Visibility = Parsed<Visibility>(call.Get(visibility)),
                Backend = call.Get(backend),
                Label = call.Get(label),
                Text = call.Get(text),
            }));
            return call.Output.WriteList(apis, new TextTable("NAME", "VERSIONS", "OWNER", "DOMAIN", "ENTITY", "VISIBILITY"), Row, api => api.Name, "No API is like that.");
        });
    }

    private static IReadOnlyList<string> Row(ApiSummary api) =>
    [
        api.Name, RecordWords.List([.. api.Versions.Select(version => $"{version.Name} {RecordWords.Word(version.Stage)}")]), api.Owner, api.Domain, api.Entity,
        RecordWords.Word(api.Visibility),
    ];

    private static T? Parsed<T>(string? word)
        where T : struct, Enum => word is null ? null : Enum.Parse<T>(word, ignoreCase: true);
}
