using System.Text;
using ApiGovernance.Diff.Normalization;
using ApiGovernance.Diff.Tests.ClearAnswers;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Normalization;

/// <summary>What `apigov normalize` prints is the contract: written another way, and nothing else.</summary>
public sealed class NormalizationTests
{
    /// <summary>Swagger 2.0 alone has words for this: `allowEmptyValue` of a form field.</summary>
    private const string Unwritable = "empty field of a form";

    [Fact]
    public void Published_contracts_stay_what_they_are()
    {
        string[] files = Directory.GetFiles(RepositoryPaths.RequireShared("specs/docs"));
        files.ShouldNotBeEmpty();
        foreach (string file in files)
            ShouldBeTheSame(ContractReader.FromBytes(Path.GetFileName(file), File.ReadAllBytes(file)).Contract.ShouldNotBeNull(), Path.GetFileName(file));
    }

    [Fact]
    public void Every_tiny_contract_stays_what_it_is()
    {
        foreach (ClearAnswer answer in ClearAnswer.LoadAll().Where(answer => !answer.Name.StartsWith(Unwritable, StringComparison.Ordinal)))
        {
            ShouldBeTheSame(answer.Base, answer.Name);
            ShouldBeTheSame(answer.Revision, answer.Name);
        }
    }

    [Fact]
    public void Schemas_are_merged_and_spelled_one_way()
    {
        ApiContract contract = Read("""
            openapi: 3.0.3
            info: {title: T, version: '1'}
            servers: [{url: https://api.example.com/v1}]
            security: [{key: []}]
            paths:
              /orders/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  description: For readers.
                  responses: {'200': {description: found, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
            components:
              securitySchemes: {key: {type: apiKey, name: X-Key, in: header}}
              schemas:
                Party: {type: object, required: [name], properties: {name: {type: string, nullable: true}}}
                Order:
                  allOf: [{$ref: '#/components/schemas/Party'}, {type: object, required: [id], properties: {id: {type: integer, minimum: 0, exclusiveMinimum: true}, kind: {type: string, enum: [web]}, part: {$ref: '#/components/schemas/Order'}}}]
            """);

        string json = Encoding.UTF8.GetString(ContractWriter.Write(contract).Json);

        json.ShouldBe("""
            {"openapi":"3.1.0","info":{"title":"T","version":"1"},"servers":[{"url":"https://api.example.com/v1"}],
            "paths":{"/orders/{id}":{"get":{"security":[{"key":[]}],
            "parameters":[{"name":"id","in":"path","required":true,"style":"simple","explode":false,"schema":{"type":"string"}}],
            "responses":{"200":{"description":"found","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Order"}}}}}}}},
            "components":{"schemas":{
            "Order":{"type":"object","properties":{"name":{"type":["string","null"]},"id":{"type":"integer","minimum":1},"kind":{"const":"web"},"part":{"$ref":"#/components/schemas/Order"}},"required":["id","name"]},
            "Party":{"type":"object","properties":{"name":{"type":["string","null"]}},"required":["name"]}},
            "securitySchemes":{"key":{"type":"apiKey","name":"X-Key","in":"header"}}}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void Who_builds_upon_a_schema_is_still_known()
    {
        const string Text = """
            openapi: 3.0.3
            info: {title: T, version: '1'}
            paths:
              /pets:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                  responses: {'204': {description: done}}
            components:
              schemas:
                Pet: {type: object, required: [kind], discriminator: {propertyName: kind}, properties: {kind: {type: string}, n: {type: string, nullable: true}, m: {type: integer, minimum: 1, exclusiveMinimum: true}}}
                Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [lives], properties: {lives: {type: integer}}}]}
            """;
        ApiContract contract = Read(Text);
        ShouldBeTheSame(contract, "discriminator");
        string json = Encoding.UTF8.GetString(ContractWriter.Write(contract).Json);
        json.ShouldContain("\"discriminator\":{\"propertyName\":\"kind\",\"mapping\":{\"Cat\":\"#/components/schemas/Cat\",\"Pet\":\"#/components/schemas/Pet\"}}");
        json.ShouldNotContain("nullable");
        // What was lost would be found: a cat needs its lives.
        ContractDiff.Compare(contract, Read(Text.Replace("required: [lives]", "required: [lives, n]", StringComparison.Ordinal)), CompatibilityPolicy.Default).Verdict.ShouldBe(DiffVerdict.BreakingProven);
    }

    private static void ShouldBeTheSame(ApiContract written, string name)
    {
        byte[] json = ContractWriter.Write(written).Json;
        ContractReadResult read = ContractReader.FromBytes("normalized.json", json);
        ApiContract normalized = read.Contract.ShouldNotBeNull($"{name}: {string.Join(" ", read.Findings.Select(finding => finding.Message))}\n{Encoding.UTF8.GetString(json)}");
        foreach (DiffResult result in new[] { ContractDiff.Compare(written, normalized, CompatibilityPolicy.Default), ContractDiff.Compare(normalized, written, CompatibilityPolicy.Default) })
        {
            result.Verdict.ShouldBe(
                DiffVerdict.Compatible,
                $"{name}: {string.Join("\n", result.Findings.Concat(result.NotCompared).Where(finding => finding.Compatibility != OpenApi.Findings.ChangeCompatibility.Compatible).Select(finding => finding.Message))}\n{Encoding.UTF8.GetString(json)}");
        }
    }
}
