namespace ApiGovernance.OpenApi.Tests.Findings;

/// <summary>For each finding a document that has it: <c>§</c> marks the place that the finding must name, and is not in the document.</summary>
internal static class FindingExamples
{
    private const string Head30 = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";
    private const string Head31 = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
    private const string Head32 = "openapi: 3.2.0\ninfo: {title: T, version: '1'}\n";
    private const string Head20 = "swagger: '2.0'\ninfo: {title: T, version: '1'}\n";
    private const string Ok = "responses: {'200': {description: d}}";
    private const string Paths = "paths: {/a: {get: {" + Ok + "}}}\n";

    public static Dictionary<string, string> OfContracts { get; } = new(StringComparer.Ordinal)
    {
        ["document-empty"] = "§",
        ["document-syntax"] = "a: 1\n b§: 2\n",
        ["document-multiple"] = "a: 1\n§---\nb: 2\n",
        ["document-recursive-alias"] = "a: &x [§*x]\n",
        ["document-duplicate-key"] = Head30 + Paths + "x-a: 1\n§x-a: 2\n",
        ["document-bom"] = "§\uFEFF" + Head30 + Paths,
        ["reference-unresolved"] = Head30 + Paths + "components: {schemas: {A: {$ref: §'#/components/schemas/B'}}}\n",
        ["reference-remote"] = Head30 + Paths + "components: {schemas: {A: {$ref: §'https://example.com/a.json'}}}\n",
        ["reference-outside"] = Head30 + Paths + "components: {schemas: {A: {$ref: §'../a.json'}}}\n",
        ["reference-cycle"] = Head30 + Paths + "components: {schemas: {A: {$ref: §'#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}\n",
        ["reference-chain"] = Head30 + Paths + "components:\n  schemas:\n    S0: {$ref: §'#/components/schemas/S1'}\n"
            + string.Concat(Enumerable.Range(1, 70).Select(i => $"    S{i}: {{$ref: '#/components/schemas/S{i + 1}'}}\n")) + "    S71: {type: string}\n",
        ["reference-not-a-string"] = Head30 + Paths + "components: {schemas: {A: {$ref: §12}}}\n",
        ["reference-wrong-kind"] = Head30 + "paths: {/a: {get: {parameters: [{$ref: §'#/components/schemas/A'}], " + Ok + "}}}\ncomponents: {schemas: {A: {}}}\n",
        ["reference-not-allowed"] = Head30 + "paths: {/a: {get: {$ref: §'#/paths/~1b/get'}}, /b: {get: {" + Ok + "}}}\n",
        ["reference-duplicate-id"] = Head31 + Paths + "components: {schemas: {A: {$id: 'https://e.com/a'}, B: {$id: §'https://e.com/a'}}}\n",
        ["reference-duplicate-anchor"] = Head31 + Paths + "components: {schemas: {A: {$anchor: a}, B: {$anchor: §a}}}\n",
        ["reference-siblings-ignored"] = Head30 + Paths + "components: {schemas: {A: {$ref: '#/components/schemas/B', §nullable: true}, B: {}}}\n",
        ["contract-not-an-object"] = "§[1]",
        ["contract-version-missing"] = "§info: {title: T, version: '1'}\n",
        ["contract-version-unknown"] = "openapi: §4.0.0\n",
        ["contract-version-guessed"] = "openapi: §3.9.0\ninfo: {title: T, version: '1'}\n" + Paths,
        ["contract-version-form"] = "openapi: §3.1\ninfo: {title: T, version: '1'}\n" + Paths,
        ["contract-paths"] = Head30 + "paths: §[]\n",
        ["contract-info"] = "openapi: 3.0.3\ninfo: §{title: T}\n" + Paths,
        ["contract-no-operations"] = Head30 + "paths: §{}\n",
        ["contract-shape"] = Head30 + "paths: {/a: {get: {" + Ok + ", parameters: §{}}}}\n",
        ["contract-field-type"] = Head30 + "paths: {/a: {get: {deprecated: §'yes', " + Ok + "}}}\n",
        ["contract-field-empty"] = Head30 + "paths: {/a: {get: {summary: §null, " + Ok + "}}}\n",
        ["contract-field-missing"] = Head30 + "paths: {/a: {get: {responses: {'200': §{}}}}}\n",
        ["contract-field-unknown"] = Head30 + "paths: {/a: {get: {§operationID: a, " + Ok + "}}}\n",
        ["contract-path"] = Head30 + "paths: {§a: {get: {" + Ok + "}}, /b: {get: {" + Ok + "}}}\n",
        ["contract-ambiguous-path"] = Head30 + "paths:\n  /a/{x}: {}\n  §/a/{y}: {}\n  /b: {get: {" + Ok + "}}\n",
        ["contract-path-parameter-undeclared"] = Head30 + "paths: {§'/a/{x}': {get: {" + Ok + "}}}\n",
        ["contract-path-parameter-unused"] = Head30 + "paths: {§/a: {get: {parameters: [{name: x, in: path, required: true, schema: {}}], " + Ok + "}}}\n",
        ["contract-path-parameter-required"] = Head30 + "paths: {'/a/{x}': {get: {parameters: [§{name: x, in: path, schema: {}}], " + Ok + "}}}\n",
        ["contract-duplicate-operation-id"] = Head30 + "paths: {/a: {get: {operationId: a, " + Ok + "}, put: {operationId: §a, " + Ok + "}}}\n",
        ["contract-additional-operation"] = Head32 + "paths: {/a: {additionalOperations: {§POST: {" + Ok + "}}}}\n",
        ["contract-tag"] = Head30 + Paths + "tags: [{name: a}, {name: §a}]\n",
        ["contract-server"] = Head30 + Paths + "servers: [§{}]\n",
        ["contract-server-variable"] = Head30 + Paths + "servers: [{url: 'https://{a}', variables: {a: §{}}}]\n",
        ["contract-parameter"] = Head30 + "paths: {/a: {get: {parameters: [§{name: a, in: body}], " + Ok + "}}}\n",
        ["contract-duplicate-parameter"] = Head30 + "paths: {/a: {get: {parameters: [{name: a, in: query, schema: {}}, §{name: a, in: query, schema: {}}], " + Ok + "}}}\n",
        ["contract-parameter-style"] = Head30 + "paths: {/a: {get: {parameters: [{name: a, in: query, schema: {}, style: §matrix}], " + Ok + "}}}\n",
        ["contract-parameter-schema"] = Head30 + "paths: {/a: {get: {parameters: [§{name: a, in: query}], " + Ok + "}}}\n",
        ["contract-parameter-content"] = Head30 + "paths: {/a: {get: {parameters: [{name: a, in: query, schema: §{}, content: {a/b: {}}}], " + Ok + "}}}\n",
        ["contract-querystring"] = Head32 + "paths: {/a: {get: {parameters: [{name: a, in: query, schema: {}}, §{name: b, in: querystring, content: {a/b: {}}}], " + Ok + "}}}\n",
        ["contract-header-ignored"] = Head30 + "paths: {/a: {get: {parameters: [§{name: accept, in: header, schema: {}}], " + Ok + "}}}\n",
        ["contract-form"] = Head20 + "paths: {/a: {post: {parameters: [§{name: b, in: body, schema: {}}, {name: f, in: formData, type: string}], " + Ok + "}}}\n",
        ["contract-media-type"] = Head30 + "paths: {/a: {post: {requestBody: {content: {§json: {}}}, " + Ok + "}}}\n",
        ["contract-encoding"] = Head30 + "paths: {/a: {post: {requestBody: {content: {multipart/form-data: {schema: {properties: {b: {}}}, encoding: {§c: {}}}}}, " + Ok + "}}}\n",
        ["contract-examples"] = Head30 + "paths: {/a: {post: {requestBody: {content: {a/b: {example: §1, examples: {}}}}, " + Ok + "}}}\n",
        ["contract-response-status"] = Head30 + "paths: {/a: {get: {responses: {'200': {description: d}, §ok: {description: d}}}}}\n",
        ["contract-link"] = Head30 + "paths: {/a: {get: {responses: {'200': {description: d, links: {l: {operationId: §b}}}}}}}\n",
        ["contract-runtime-expression"] = Head30 + "paths: {/a: {get: {responses: {'200': {description: d, links: {l: {operationRef: '#/paths/~1a/get', parameters: {p: §$response.cookie.x}}}}}}}}\n",
        ["contract-security-undeclared"] = Head30 + Paths + "security: [{key: §[]}]\n",
        ["contract-security-type"] = Head30 + Paths + "components: {securitySchemes: {key: {type: §mutualTLS}}}\n",
        ["contract-security-scope"] = Head30 + Paths + "components: {securitySchemes: {key: {type: apiKey, in: header, name: k}}}\nsecurity: [{key: §[a]}]\n",
        ["contract-circular"] = Head30 + "paths: {/a: {post: {callbacks: {c: {$ref: '#/components/callbacks/C'}}, " + Ok + "}}}\n"
            + "components:\n  callbacks:\n    C: §{x: {post: {callbacks: {c: {$ref: '#/components/callbacks/C'}}, " + Ok + "}}}\n",
        ["contract-nesting"] = Head30 + "paths: {/a: {post: {callbacks: {c: {$ref: '#/components/callbacks/C0'}}, " + Ok + "}}}\ncomponents:\n  callbacks:\n"
            + string.Concat(Enumerable.Range(0, 40).Select(i =>
                $"    C{i}: {(i == 32 ? "§" : "")}{{x: {{post: {{callbacks: {{c: {{$ref: '#/components/callbacks/C{i + 1}'}}}}, {Ok}}}}}}}\n"))
            + "    C40: {}\n",
    };
}
