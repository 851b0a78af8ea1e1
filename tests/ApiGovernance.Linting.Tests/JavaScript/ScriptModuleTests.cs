using ApiGovernance.Linting.JavaScript;

namespace ApiGovernance.Linting.Tests.JavaScript;

/// <summary>Modules of every kind, and how they find each other.</summary>
public sealed class ScriptModuleTests
{
    private const string Contract = "openapi: 3.1.0\ninfo: {title: T}\n";

    [Theory]
    [InlineData("module.exports = () => [{ message: 'cjs' }];", "cjs")]
    [InlineData("exports.default = () => [{ message: 'transpiled' }]; Object.defineProperty(exports, '__esModule', { value: true });", "transpiled")]
    [InlineData("'use strict'; Object.defineProperty(exports, '__esModule', { value: true }); const c = require('@stoplight/spectral-core'); exports.default = c.createRulesetFunction({ input: null, options: null }, () => [{ message: 'core' }]);", "core")]
    [InlineData("const { helper } = require('./lib/helper'); module.exports = () => [{ message: helper('x') + __filename + __dirname }];", "helper xfunctions/f.jsfunctions")]
    [InlineData("import { helper } from './lib/helper'; export default () => [{ message: helper('y') }];", "helper y")]
    [InlineData("import helpers, { helper } from './lib/helper.js'; export default () => [{ message: helpers.helper('z') + (helpers.helper === helper) }];", "helper ztrue")]
    [InlineData("import * as esm from './lib/esm.mjs'; export default () => [{ message: esm.a + esm.default }];", "1esm")]
    [InlineData("const esm = require('./lib/esm.mjs'); module.exports = () => [{ message: esm.a + esm.default }];", "1esm")]
    [InlineData("import data from './lib/data.json'; export default () => [{ message: data.word }];", "from json")]
    [InlineData("import data from './lib/data.json' with { type: 'json' }; export default () => [{ message: data.word }];", "from json")]
    [InlineData("const data = require('./lib/data'); module.exports = () => [{ message: data.word }];", "from json")]
    [InlineData("import { x } from './dir'; export default () => [{ message: x }];", "index")]
    [InlineData("import { up } from '../up.js'; export default () => [{ message: up }];", "above")]
    [InlineData("import pkg, { version } from 'pkg'; import { inner } from 'pkg/inner'; export default () => [{ message: pkg() + version + inner }];", "pkg1inner")]
    [InlineData("const pkg = require('pkg'); module.exports = () => [{ message: pkg.cjs }];", "required")]
    [InlineData("import old from '@scope/old'; export default () => [{ message: old.main }];", "main")]
    [InlineData("import { a } from './circle-a.js'; export default () => [{ message: a() }];", "ab")]
    [InlineData("const a = require('./circle-a.cjs'); module.exports = () => [{ message: a.a() }];", "ab")]
    [InlineData("import { isEqual, get, camelCase } from 'lodash'; import _ from 'lodash'; export default v => [{ message: [isEqual({a: [1]}, {a: [1]}), get(v, 'info.title'), camelCase('a-b c'), _.uniq([1, 1]).length].join() }];", "true,T,aBC,1")]
    [InlineData("import { pathToPointer, pointerToPath, isPlainObject } from '@stoplight/json'; export default v => [{ message: [pathToPointer(['a/b', 0]), pointerToPath('#/a~1b/%7B').join('|'), isPlainObject(v)].join() }];", "#/a~1b/0,a/b|{,true")]
    [InlineData("import { printValue, printPath, PrintStyle } from '@stoplight/spectral-runtime'; export default v => [{ message: printValue(v) + printPath(['a', 0, 'b c'], PrintStyle.Dot) }];", "Object<>a[0]['b c']")]
    [InlineData("import { DiagnosticSeverity } from '@stoplight/types'; export default () => [{ message: String(DiagnosticSeverity.Hint) }];", "3")]
    [InlineData("#!/usr/bin/env node\nmodule.exports = () => [{ message: 'shebang' }];", "shebang")]
    [InlineData("\uFEFFexport default function () { return [{ message: 'bom' }]; }", "bom")]
    public void A_function_is_found_with_what_it_imports(string function, string message)
    {
        ScriptedRules rules = new(
            ("functions/f.js", function), ("up.js", "export const up = 'above';"),
            ("functions/lib/helper.js", "exports.helper = x => 'helper ' + x;"), ("functions/lib/esm.mjs", "export const a = 1; export default 'esm';"),
            ("functions/lib/data.json", "{\"word\": \"from json\"}"), ("functions/dir/index.js", "export const x = 'index';"),
            ("functions/circle-a.js", "import { b } from './circle-b.js'; export const a = () => 'a' + b();"), ("functions/circle-b.js", "import { a } from './circle-a.js'; export const b = () => typeof a === 'function' ? 'b' : '?';"),
            ("functions/circle-a.cjs", "exports.a = () => 'a' + require('./circle-b.cjs').b();"), ("functions/circle-b.cjs", "const a = require('./circle-a.cjs'); exports.b = () => typeof a.a === 'function' ? 'b' : '?';"),
            ("node_modules/pkg/package.json", """{"exports": {".": {"import": "./esm/index.js", "require": "./cjs/index.js"}, "./inner": "./esm/inner.js"}, "type": "module"}"""),
            ("node_modules/pkg/esm/index.js", "export default () => 'pkg'; export const version = 1;"), ("node_modules/pkg/esm/inner.js", "export const inner = 'inner';"),
            ("node_modules/pkg/cjs/index.js", "exports.cjs = 'required';"),
            ("functions/node_modules/@scope/old/package.json", """{"main": "./lib/main"}"""), ("functions/node_modules/@scope/old/lib/main.js", "module.exports = { main: 'main' };"));
        rules.Add("functions/f.js").Run(Contract).Select(told => told.Replace("{", "<", StringComparison.Ordinal).Replace("}", ">", StringComparison.Ordinal))
            .ShouldBe([message.Replace("|{", "|<", StringComparison.Ordinal) + " @ :1"]);
    }

    [Theory]
    [InlineData("g.js", "there is no file `g.js`", null)]
    [InlineData("import './nowhere.js'; export default () => {};", "`f.js` imports `./nowhere.js`, and there is no file `nowhere.js`", null)]
    [InlineData("import fs from 'fs'; export default () => {};", "`f.js` imports `fs` of Node.js; functions run without files, network and processes", null)]
    [InlineData("import x from 'node:http'; export default () => {};", "`f.js` imports `node:http` of Node.js; functions run without files, network and processes", null)]
    [InlineData("import x from 'left-pad'; export default () => {};", "`f.js` imports the package `left-pad`, which is in no `node_modules` folder beside it", null)]
    [InlineData("export const named = 1;", "`f.js` exports no function by default", null)]
    [InlineData("export default 5;", "`f.js` exports no function by default", null)]
    [InlineData("\nexport default (;", "`f.js` is no JavaScript that can be read", 2)]
    [InlineData("\n\nthrow new Error('at once'); export default () => {};", "`f.js` cannot be run: it threw Error: at once", 3)]
    [InlineData("import { nothing } from '@stoplight/spectral-functions'; export default nothing;", "`f.js` cannot be run: it threw SyntaxError", null)]
    public void What_cannot_be_loaded_is_told_with_its_place(string function, string problem, int? line)
    {
        RulesetScriptException error = Should.Throw<RulesetScriptException>(() => new ScriptedRules(("f.js", function)).Scripts.Function(function == "g.js" ? "g.js" : "f.js"));
        error.Message.ShouldStartWith(problem);
        if (line is not null)
            error.Line.ShouldBe(line);
    }

    [Fact]
    public void TypeScript_is_refused_plainly() =>
        Should.Throw<RulesetScriptException>(() => new ScriptedRules(("f.ts", "export default () => {};")).Scripts.Function("f")).Message
            .ShouldBe("`f.ts` is TypeScript, which is not run; compile it to JavaScript");
}
