using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>Approvals and waivers name findings by fingerprint: it is over the meaning, so later commits keep it.</summary>
public sealed class PolicyFingerprintTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /orders/{id}:
            post:
              parameters:
                - {name: id, in: path, required: true, schema: {type: string}}
              requestBody:
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Order'}
              responses: {'204': {description: ok}}
          /other:
            get: {responses: {'204': {description: ok}}}
        components:
          schemas:
            Order: {type: object, properties: {note: {type: string, maxLength: 9}, other: {type: string}}}
        """;

    [Theory]
    [InlineData("paths:", "# A remark.\n\n\npaths:")]
    [InlineData("title: T, version: '1'", "version: '2', title: Another title")]
    [InlineData("{type: string, maxLength: 9}, other: {type: string}", "{type: string, maxLength: 9}, added: {type: integer}, other: {type: string}")]
    [InlineData("note: {type: string, maxLength: 9}, other: {type: string}", "other: {type: string}, note: {maxLength: 9, type: string}")]
    [InlineData("responses: {'204': {description: ok}}\n  /other", "responses: {'204': {description: ok}, '404': {description: none}}\n  /other")]
    public void Later_commits_keep_the_fingerprint(string stretch, string instead)
    {
        ApiContract baseline = Read(Contract);
        Contract.ShouldContain(stretch);
        string later = Contract.Replace(stretch, instead, StringComparison.Ordinal);
        Broken(baseline, later).Fingerprint.ShouldBe(Broken(baseline, Contract).Fingerprint);
    }

    [Fact]
    public void Another_change_at_the_same_place_has_another_fingerprint()
    {
        ApiContract baseline = Read(Contract);
        string accepted = Broken(baseline, Contract).Fingerprint;
        Finding further = Only(ContractDiff.Compare(baseline, Read(Contract.Replace("maxLength: 9", "maxLength: 4", StringComparison.Ordinal)), CompatibilityPolicy.Default), "request-property-max-length-decreased");
        further.Fingerprint.ShouldNotBe(accepted, "what was approved is a limit of 8, not of 4");
    }

    [Fact]
    public void A_canonical_place_survives_renamed_parameters_and_reordered_lists_and_wordings()
    {
        Finding finding = new()
        {
            Kind = FindingKind.Change,
            RuleId = "request-parameter-max-decreased",
            Severity = Severity.Error,
            Message = "was decreased.",
            Operation = "GET /orders/{id}",
            Pointer = "/paths/~1orders~1{id}/get/parameters/0/schema/maximum",
            Before = "9",
            After = "5",
            Identity = "GET /orders/{} query:limit",
        };
        Finding later = finding with
        {
            Message = "Is smaller now.",
            Severity = Severity.Warning,
            Operation = "GET /orders/{orderId}",
            Pointer = "/paths/~1orders~1{orderId}/get/parameters/3/schema/maximum",
            Source = new SourceSpan("new.yaml", 7, 1, 7, 9),
            Witness = "limit=9",
        };
        later.Fingerprint.ShouldBe(finding.Fingerprint);
        (later with { After = "4" }).Fingerprint.ShouldNotBe(finding.Fingerprint);
        (later with { Identity = "GET /orders/{} query:offset" }).Fingerprint.ShouldNotBe(finding.Fingerprint);
        (later with { Identity = null }).Fingerprint.ShouldNotBe((finding with { Identity = null }).Fingerprint, "without it place and operation count as written");
    }

    [Fact]
    public void A_policy_changes_no_fingerprint()
    {
        ApiContract baseline = Read(Contract);
        CompatibilityPolicy mild = new() { Severities = new Dictionary<string, Severity?> { ["request-property-max-length-decreased"] = Severity.Info } };
        Finding finding = Only(ContractDiff.Compare(baseline, Shorter(Contract), mild), "request-property-max-length-decreased");
        finding.Severity.ShouldBe(Severity.Info);
        finding.Fingerprint.ShouldBe(Broken(baseline, Contract).Fingerprint);
    }

    private static Finding Broken(ApiContract baseline, string later) =>
        Only(ContractDiff.Compare(baseline, Shorter(later), CompatibilityPolicy.Default), "request-property-max-length-decreased");

    private static ApiContract Shorter(string contract) => Read(contract.Replace("maxLength: 9", "maxLength: 8", StringComparison.Ordinal));
}
