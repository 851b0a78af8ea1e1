using System.Text;
using ApiGovernance.Diff.Sets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Sets;

public sealed class SetDiffTests
{
    [Fact]
    public void Documents_of_one_path_are_compared_and_each_finding_names_its_api()
    {
        SetResult result = Compare(
            [("a.yaml", Api("Orders", "get: {}, post: {}")), ("b.yaml", Api("Ping", "get: {}"))],
            [("a.yaml", Api("Orders", "get: {}")), ("b.yaml", Api("Ping", "get: {}, put: {}"))]);

        result.Contracts.Select(contract => (contract.Name, contract.Result.Verdict)).ShouldBe([("Orders", DiffVerdict.BreakingProven), ("Ping", DiffVerdict.Compatible)]);
        Told(result).ShouldBe(["Orders api-removed-without-deprecation", "Orders api-version-not-bumped", "Ping endpoint-added"]);
    }

    [Fact]
    public void Contracts_of_one_title_are_named_by_their_paths()
    {
        SetResult result = Compare([("a.yaml", Api("Orders", "get: {}")), ("b.yaml", Api("Orders", "get: {}"))], [("a.yaml", Api("Orders", "get: {}, put: {}")), ("b.yaml", Api("Orders", "get: {}"))]);

        Told(result).ShouldBe(["a.yaml endpoint-added"]);
    }

    [Fact]
    public void A_document_that_moved_is_the_same_by_its_title()
    {
        SetResult result = Compare([("old/a.yaml", Api("Orders", "get: {}, post: {}"))], [("new/a.yaml", Api("Orders", "get: {}")), ("x.yaml", Api("X", "get: {}"))]);

        Told(result).ShouldBe(["Orders api-removed-without-deprecation", "Orders api-version-not-bumped", "X document-added"]);
        result.Moves.ShouldBe(["`old/a.yaml` is `new/a.yaml` now."]);
    }

    [Fact]
    public void A_title_that_two_have_does_not_tell_which_moved()
    {
        SetResult result = Compare([("a.yaml", Api("Orders", "get: {}"))], [("b.yaml", Api("Orders", "get: {}")), ("c.yaml", Api("Orders", "get: {}"))]);

        Told(result).Select(told => told.Split(' ')[1]).ShouldBe(["document-removed", "document-added", "document-added"]);
        result.Moves.ShouldBeEmpty();
    }

    [Fact]
    public void A_document_that_is_gone_breaks_and_an_empty_one_is_not_proven_to()
    {
        SetResult result = Compare([("a.yaml", Api("Orders", "get: {}")), ("b.yaml", "openapi: 3.1.0\ninfo: {title: None, version: '1'}\npaths: {}\n")], []);

        Finding gone = result.Contracts[0].Result.Findings.ShouldHaveSingleItem();
        (gone.RuleId, gone.Severity, gone.Compatibility).ShouldBe(("document-removed", Severity.Error, ChangeCompatibility.BreakingProven));
        gone.Message.ShouldBe("`Orders` (`a.yaml`) is no longer there, with 1 operation.");
        gone.Witness.ShouldNotBeNull().ShouldStartWith("GET /orders ");
        gone.BaseSource.ShouldNotBeNull().File.ShouldBe("a.yaml");
        result.Contracts[1].Result.Verdict.ShouldBe(DiffVerdict.BreakingByRule);
    }

    [Fact]
    public void What_says_that_it_is_an_api_and_cannot_be_read_is_never_clean()
    {
        const string broken = "openapi: 3.1.0\ninfo: {title: [}\n";
        SetResult result = Compare([("a.yaml", broken)], [("a.yaml", broken)]);

        result.IsIncomplete.ShouldBeTrue();
        result.Contracts[0].Result.Verdict.ShouldBe(DiffVerdict.Undecided);
        result.Contracts[0].Result.NotCompared.ShouldHaveSingleItem().Source.ShouldNotBeNull().Line.ShouldBe(2);
    }

    [Fact]
    public void Files_that_are_no_api_are_listed_and_parts_of_one_are_not()
    {
        (string, string)[] files =
        [
            ("a.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: d, content: {a/b: {schema: {$ref: parts/s.yaml}}}}}}}}\n"),
            ("parts/s.yaml", "type: string\ndescription: part of an openapi\n"), ("read.me", "openapi"), ("z.json", "{}"),
        ];
        SetResult result = Compare(files, files);

        result.Others.ShouldBe(["`read.me` is no description of an API and was not compared.", "`z.json` is no description of an API and was not compared."]);
        (result.IsIncomplete, result.Contracts.ShouldHaveSingleItem().Result.Verdict).ShouldBe((false, DiffVerdict.Compatible));
    }

    [Fact]
    public void Events_are_compared_too_and_what_became_of_another_kind_is_undecided()
    {
        const string events = "asyncapi: 3.0.0\ninfo: {title: E, version: '1'}\nchannels: {c: {address: a, messages: {m: {payload: {type: string}}}}}\noperations: {o: {action: send, channel: {$ref: '#/channels/c'}}}\n";
        Compare([("e.yaml", events)], [("e.yaml", events)]).Contracts[0].Result.Verdict.ShouldBe(DiffVerdict.Compatible);
        Compare([("e.yaml", events)], [("e.yaml", events.Replace("type: string", "type: integer", StringComparison.Ordinal))]).Contracts[0].Result.Verdict.IsBreaking().ShouldBeTrue();
        SetResult result = Compare([("e.yaml", events)], [("e.yaml", Api("E", "get: {}"))]);

        (result.Contracts[0].Result.Verdict, result.Contracts[0].Result.RequiredBump).ShouldBe((DiffVerdict.Undecided, VersionBump.Major));
        result.Contracts[0].Result.NotCompared.ShouldHaveSingleItem().RuleId.ShouldBe("document-not-compared");
    }

    [Fact]
    public void A_schema_is_compared_unless_it_is_part_of_a_description()
    {
        const string schema = "$schema: https://json-schema.org/draft/2020-12/schema\ntype: object\nproperties: {id: {type: string}}\n";
        string narrower = schema.Replace("type: string", "type: integer", StringComparison.Ordinal);
        string api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: part.yaml}}}}}}}}\n";
        SetResult result = Compare([("a.yaml", api), ("alone.yaml", schema), ("part.yaml", schema)], [("a.yaml", api), ("alone.yaml", narrower), ("part.yaml", narrower)]);

        result.Contracts.Select(contract => contract.Name).ShouldBe(["T", "alone.yaml"]);
        result.Contracts.ShouldAllBe(contract => contract.Result.Verdict.IsBreaking());
        result.Others.ShouldBeEmpty();
    }

    [Fact]
    public void Policy_decides_what_a_document_that_is_gone_weighs()
    {
        CompatibilityPolicy lenient = new() { Severities = new Dictionary<string, Severity?> { ["document-removed"] = Severity.Info, ["document-added"] = null } };
        SetResult result = SetDiff.Compare(Set([("a.yaml", Api("A", "get: {}"))]), Set([("b.yaml", Api("B", "get: {}"))]), lenient);

        result.Contracts[0].Result.Findings.ShouldHaveSingleItem().Compatibility.ShouldBe(ChangeCompatibility.BreakingProven);
        result.Contracts.Select(contract => contract.Result.Verdict).ShouldBe([DiffVerdict.Compatible, DiffVerdict.Compatible]);
        result.Contracts[1].Result.Findings.ShouldBeEmpty();
    }

    private static string[] Told(SetResult result) => [.. result.Contracts.SelectMany(contract => contract.Result.Findings).Select(finding => $"{finding.Api} {finding.RuleId}")];

    private static SetResult Compare((string Path, string Text)[] before, (string Path, string Text)[] after)
    {
        SetResult result = SetDiff.Compare(Set(before), Set(after), CompatibilityPolicy.Default);
        // The order in which files are found says nothing.
        Told(SetDiff.Compare(Set(before).Reverse(), Set(after).Reverse(), CompatibilityPolicy.Default)).ShouldBe(Told(result));
        return result;
    }

    private static IEnumerable<SetDocument> Set((string Path, string Text)[] files)
    {
        ReadOnlyMemory<byte>? Open(string path) => Array.Find(files, file => file.Path == path).Text is { } text ? Encoding.UTF8.GetBytes(text) : (ReadOnlyMemory<byte>?)null;
        return files.Select(file => new SetDocument(file.Path, () => file.Path.EndsWith(".me", StringComparison.Ordinal) ? default : Open(file.Path)!.Value, () => DocumentBundle.Load(file.Path, Open)));
    }

    private static string Api(string title, string methods) =>
        $"openapi: 3.1.0\ninfo: {{title: {title}, version: '1'}}\npaths: {{/orders: {{{methods.Replace("{}", "{responses: {'204': {description: d}}}", StringComparison.Ordinal)}}}}}\n";
}
