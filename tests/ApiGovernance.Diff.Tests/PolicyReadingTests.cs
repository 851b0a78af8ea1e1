using System.Text;
using ApiGovernance.Diff.Policies;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests;

/// <summary>Every mistake is named with its place and its remedy, by the reader and by the schema that editors use.</summary>
public sealed class PolicyReadingTests
{
    private const string Head = "apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {name: x}\nspec:\n";

    [Theory]
    [InlineData("  severity: {}", 5, "/spec/severity", "no `severity`", "severities")]
    [InlineData("  extends: severe", 5, "/spec/extends", "`severe`", "strict, default, lenient")]
    [InlineData("  atMost: fatal", 5, "/spec/atMost", "`fatal`", "warning")]
    [InlineData("  byRule: maybe", 5, "/spec/byRule", "`maybe`", "breaking or warning")]
    [InlineData("  severities: {endpoint-aded: error}", 5, "/spec/severities/endpoint-aded", "no change `endpoint-aded`", "`endpoint-added`")]
    [InlineData("  severities:\n    reqest-*: error", 6, "/spec/severities/reqest-*", "matches `reqest-*`", "change-ids.md")]
    [InlineData("  severities: {schema-not-compared: info}", 5, "/spec/severities/schema-not-compared", "could not be compared", "undecided: warning")]
    [InlineData("  ignore: [{id: operation-not-compared, reason: R.}]", 5, "/spec/ignore/0/id", "could not be compared", "undecided: warning", false)]
    [InlineData("  severities: [endpoint-added]", 5, "/spec/severities", "is an object", "severity")]
    [InlineData("  severities:\n    request-property-*: info\n    request-pro*-type-changed: error\n    'request*erty-type-changed': info", 8, "/spec/severities/request*erty-type-changed", "weigh `request-property-type-changed` differently", "itself", false)]
    [InlineData("  notice: {day: 3}", 5, "/spec/notice/day", "no `day`", "`days`")]
    [InlineData("  notice: {days: -3}", 5, "/spec/notice/days", "`-3`", "whole number")]
    [InlineData("  notice: {days: {gamma: 3}}", 5, "/spec/notice/days/gamma", "no `gamma`", "draft, alpha, beta, stable")]
    [InlineData("  notice: {days: {beta: {friend: 3}}}", 5, "/spec/notice/days/beta/friend", "no `friend`", "internal, partner, public")]
    [InlineData("  notice: {requireSunset: often}", 5, "/spec/notice/requireSunset", "true or false", "true")]
    [InlineData("  unusedBreaks: {severity: info}", 5, "/spec/unusedBreaks", "how long", "after: 90")]
    [InlineData("  unusedBreaks: {after: 0}", 5, "/spec/unusedBreaks/after", "`after` is `0`", "1 to 3660")]
    [InlineData("  unusedBreaks: {after: 90, severity: error}", 5, "/spec/unusedBreaks/severity", "`error` is no severity that lets", "warning, info, hint")]
    [InlineData("  unusedBreaks: {after: 90, minSamples: 1.5}", 5, "/spec/unusedBreaks/minSamples", "`minSamples` is `1.5`", "1 to 1000000000")]
    [InlineData("  unusedBreaks: {days: 90, after: 90}", 5, "/spec/unusedBreaks/days", "no `days`", "after, severity, minSamples")]
    [InlineData("  overrides: {}", 5, "/spec/overrides", "is a list", "- ")]
    [InlineData("  overrides:\n    - severities: {endpoint-added: info}", 6, "/spec/overrides/0", "`match` is missing", "match: {api")]
    [InlineData("  overrides:\n    - match: {}\n      atMost: info", 6, "/spec/overrides/0/match", "every change", "spec")]
    [InlineData("  overrides:\n    - match: {api: a}", 6, "/spec/overrides/0", "says nothing", "severities")]
    [InlineData("  overrides:\n    - match: {paths: /a}\n      atMost: info", 6, "/spec/overrides/0/match/paths", "no `paths`", "`path`")]
    [InlineData("  overrides:\n    - match: {stability: [beta, gamma]}\n      atMost: info", 6, "/spec/overrides/0/match/stability/1", "`gamma` is no stability", "draft")]
    [InlineData("  overrides:\n    - match: {visibility: friends}\n      atMost: info", 6, "/spec/overrides/0/match/visibility", "`friends`", "partner")]
    [InlineData("  overrides:\n    - match: {method: 'get, put'}\n      atMost: info", 6, "/spec/overrides/0/match/method", "no HTTP method", "list")]
    [InlineData("  overrides:\n    - match: {tag: []}\n      atMost: info", 6, "/spec/overrides/0/match/tag", "empty list", "leave it out")]
    [InlineData("  overrides:\n    - match: {tag: 4}\n      atMost: info", 6, "/spec/overrides/0/match/tag", "a text or a list", "quotes")]
    [InlineData("  overrides:\n    - match: {api: a}\n      atMost: info\n    - match: {api: a}\n      atMost: hint", 8, "/spec/overrides/1", "line 6 matches the same changes, and both say `atMost`", "one", false)]
    [InlineData("  overrides:\n    - match: {api: a, path: /x}\n      severities: {endpoint-added: hint}\n    - match: {api: 'a*', path: '**'}\n      severities: {endpoint-*: info}", 8, "/spec/overrides/1", "line 6 never takes effect", "after", false)]
    [InlineData("  ignore:\n    - {id: endpoint-added}", 6, "/spec/ignore/0/reason", "`reason` is missing", "why")]
    [InlineData("  ignore:\n    - {reason: R.}", 6, "/spec/ignore/0", "`id` is missing", "Name")]
    [InlineData("  ignore:\n    - {id: endpoint-aded, reason: R.}", 6, "/spec/ignore/0/id", "no change `endpoint-aded`", "`endpoint-added`", false)]
    [InlineData("  ignore:\n    - {id: endpoint-added, reason: R., until: tomorrow}", 6, "/spec/ignore/0/until", "no date", "2027-03-31")]
    [InlineData("  ignore:\n    - endpoint-added", 6, "/spec/ignore/0", "is an object", "id")]
    public void A_mistake_is_told_with_line_pointer_and_remedy(string spec, int line, string pointer, string message, string fix, bool structural = true)
    {
        CompatibilityPolicyReadResult read = Read(Head + spec);
        Finding finding = read.Findings.ShouldHaveSingleItem();
        finding.Source.ShouldNotBeNull().ToString().ShouldStartWith($"p.yaml:{line}:");
        finding.Pointer.ShouldBe(pointer);
        finding.Message.ShouldContain(message, Case.Sensitive);
        finding.Fix.ShouldNotBeNull().ShouldContain(fix, Case.Sensitive);
        (finding.Kind, finding.Severity).ShouldBe((FindingKind.Policy, Severity.Error));
        // The schema cannot know the change ids, but it finds what is wrong in the form.
        if (structural && !spec.Contains("endpoint-aded", StringComparison.Ordinal) && !spec.Contains("reqest", StringComparison.Ordinal) && !spec.Contains("schema-not", StringComparison.Ordinal))
            MatchesSchema(Head + spec).ShouldBeFalse(spec);
    }

    [Theory]
    [InlineData("kind: Policy", 1, "/kind")]
    [InlineData("kind: CompatibilityPolicy\nmetadata: {name: x}\nspec: {}", 1, "/apiVersion")]
    [InlineData("apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nspec: {}", 1, "/metadata/name")]
    [InlineData("apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {name: x}", 1, "/spec")]
    [InlineData("apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {name: x}\nspec: []", 4, "/spec")]
    [InlineData("apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {name: x}\nspecs: {}\nspec: {}", 4, "/specs")]
    public void The_envelope_is_looked_at_too(string text, int line, string pointer)
    {
        Finding finding = Read(text).Findings.ShouldHaveSingleItem();
        (finding.Source!.Line, finding.Pointer).ShouldBe((line, pointer));
        finding.Fix.ShouldNotBeNull();
        MatchesSchema(text).ShouldBeFalse();
    }

    [Fact]
    public void Of_wildcards_that_match_an_id_the_one_that_fixes_most_wins_wherever_it_stands()
    {
        CompatibilityPolicy policy = Read(Head + """
              severities:
                request-property-type-changed: hint
                request-property-*: info
                "*": warning
                request-*: error
            """).Policy;
        policy.Severities["request-property-type-changed"].ShouldBe(Severity.Hint);
        policy.Severities["request-property-max-set"].ShouldBe(Severity.Info);
        policy.Severities["request-body-max-set"].ShouldBe(Severity.Error);
        policy.Severities["response-body-max-set"].ShouldBe(Severity.Warning);
        policy.Severities.ShouldNotContainKey("schema-not-compared");
    }

    [Fact]
    public void A_file_replaces_what_its_profile_says_and_keeps_the_rest()
    {
        CompatibilityPolicyReadResult read = Read(Head + "  extends: strict\n  undecided: warning\n  severities: {api-tag-added: hint}\n");
        read.Findings.ShouldBeEmpty();
        read.Policy.UndecidedBreaks.ShouldBeFalse();
        read.Policy.Severities["api-tag-added"].ShouldBe(Severity.Hint);
        read.Policy.Severities["api-tag-removed"].ShouldBeNull();
        read.Policy.Severities["optional-response-header-removed"].ShouldBe(Severity.Error);
    }

    [Fact]
    public void What_the_reader_takes_the_schema_takes()
    {
        const string Full = Head + """
              extends: default
              undecided: warning
              byRule: warning
              atMost: error
              severities: {request-*: warning, api-tag-added: "off", endpoint-added: hint}
              notice: {requireSunset: true, days: {draft: 0, beta: 30, stable: {internal: 90, public: 365}}}
              overrides:
                - match: {api: [a, 'b-*'], stability: beta, visibility: [internal], path: ['/x/**'], method: [get, put], tag: t}
                  severities: {endpoint-added: info}
                  undecided: breaking
                  byRule: breaking
                  atMost: warning
                  notice: {days: 10}
              unusedBreaks: {after: 90, severity: warning, minSamples: 100}
              ignore:
                - {id: [endpoint-added, 'api-tag-*'], match: {api: a}, reason: R., until: '2027-03-31'}
                - {id: endpoint-added, reason: R.}
            """;
        Read(Full).Findings.Select(finding => $"{finding.Source} {finding.Message}").ShouldBeEmpty();
        MatchesSchema(Full).ShouldBeTrue();
        foreach (string file in Directory.GetFiles(RepositoryPaths.At("policies/compatibility"), "*.yaml"))
            MatchesSchema(File.ReadAllText(file)).ShouldBeTrue(file);
    }

    [Theory]
    [InlineData("unusedBreaks: {after: 90}", 90, Severity.Warning, 100)]
    [InlineData("unusedBreaks: {after: 30, severity: hint, minSamples: 5000}", 30, Severity.Hint, 5000)]
    public void What_becomes_of_an_unused_break_is_read(string spec, int after, Severity severity, long samples)
    {
        CompatibilityPolicyReadResult read = Read(Head + "  " + spec);

        read.Findings.ShouldBeEmpty();
        read.Policy.UnusedBreaks.ShouldBe(new UnusedBreaks(after, severity, samples));
        MatchesSchema(Head + "  " + spec).ShouldBeTrue();
        Read(Head + "  extends: default").Policy.UnusedBreaks.ShouldBeNull("no profile lets anything pass by itself");
    }

    private static CompatibilityPolicyReadResult Read(string text) => CompatibilityPolicy.Read(DocumentReader.Read("p.yaml", Encoding.UTF8.GetBytes(text)));

    private static bool MatchesSchema(string yaml)
    {
        const string Uri = "urn:apigovernance:v1:compatibilitypolicy";
        SchemaRegistry registry = new();
        registry.Add(Uri, File.ReadAllBytes(RepositoryPaths.At("docs/reference/schemas/compatibilitypolicy.schema.json")), SchemaDialect.Draft202012);
        CompileResult compiled = CompiledSchema.Compile(registry, Uri);
        compiled.Problems.ShouldBeEmpty();
        return compiled.Schema!.Validate(DocumentReader.Read("p.yaml", Encoding.UTF8.GetBytes(yaml)).ToJson()).IsValid;
    }
}
