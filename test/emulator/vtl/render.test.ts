import { describe, expect, it } from "vitest";
import { renderTemplate } from "../../../src/emulator/gateway/vtl/render.ts";
import { valueOf, type Value } from "../../../src/emulator/gateway/vtl/values.ts";

/** What a template makes, given data under names. */
function made(template: string, given: Readonly<Record<string, unknown>> = {}): string {
  const values = Object.entries(given).map(([name, data]) => [name, valueOf(data)] as const);
  return renderTemplate(template, new Map<string, Value>(values));
}

const pets = {
  pets: [
    { id: 1, name: "Rex" },
    { id: 2, name: "Tom" },
  ],
  n: 3,
  none: null,
  yes: true,
};

describe("references", () => {
  it.each([
    ["$d.n", "3"],
    ["${d.n}x", "3x"],
    ["$!d.n.", "3."],
    ["$d.pets[0].name", "Rex"],
    ["$d.pets.get(1).get('name')", "Tom"],
    ['$d["n"]', "3"],
    ["$d.pets.size()", "2"],
    ["[$d.none]", "[]"],
    ["[$d.nope.deeper]", "[]"],
    ["[$nope]", "[]"],
    ["[$d.nope()]", "[]"],
    ["$5 and $", "$5 and $"],
    ["\\$d.n", "$d.n"],
    ["$d.pets", '[{"id":1,"name":"Rex"},{"id":2,"name":"Tom"}]'],
    ["$d.pets[0]", "{id=1, name=Rex}"],
    ["$d.pets[0].toString()", "{id=1, name=Rex}"],
    ["$d.yes", "true"],
    ["$d.pets[0].keySet()", "[id, name]"],
    ["$d.pets[9].name", ""],
  ])("%s is %s", (template, text) => {
    expect(made(template, { d: pets })).toBe(text);
  });
});

describe("directives", () => {
  it.each([
    ["#set($a = 1)$a", "1"],
    ["#set($a = 'x$d')$a", "x$d"],
    ['#set($a = "x$d.n")$a', "x3"],
    ["#set ( $a = [1, 2, 3] )$a", "[1, 2, 3]"],
    ["#set($a = {'b': {'c': 1}})$a.b.c $a", "1 {b={c=1}}"],
    ["#set($a = [1..3])$a.size()", "3"],
    ["#set($m = {})#set($m.x = 1)#set($m['y'] = 2)$m", "{x=1, y=2}"],
    ["#set($a = 1)#set($a = $d.none)$a", "1"],
    ["#if($d.n == 3)a#elseif($d.n == 4)b#else c#end", "a"],
    ["#if($d.nope)a#{else}b#end", "b"],
    ["#if($d.n > 2 && !$d.none)a#end", "a"],
    ["#if($d.n == '3' and ($d.n ne 4 or false))a#end", "a"],
    ["#if('')a#end", "a"],
    ["#foreach($p in $d.pets)$p.name#if($foreach.hasNext),#end#end", "Rex,Tom"],
    ["#foreach($p in $d.pets)$foreach.count/$foreach.index/$velocityCount #end", "1/0/1 2/1/2 "],
    ["#foreach($e in $d.pets[0].entrySet())$e.key:$e.value;#end", "id:1;name:Rex;"],
    ["#foreach($e in $d.pets[0].entrySet())$e.getKey();#end", "id;name;"],
    ["#foreach($i in [1..5])#if($i == 3)#break#end$i#end", "12"],
    ["a#stop b", "a"],
    ["a## comment\nb", "ab"],
    ["a#* long\ncomment *#b", "ab"],
    ["#[[ $d.n #end ]]#", " $d.n #end "],
    ["#foreach($i in [1..2000])x#end", "x".repeat(1000)],
    ["  #set($a = 1)\n{\n#if(true)\n  1\n#end\n}", "{\n  1\n}"],
    ["#aabbcc", "#aabbcc"],
    ["$nope.put('a', 1)", ""],
  ])("%s is %s", (template, text) => {
    expect(made(template, { d: pets })).toBe(text);
  });
});

describe("operators and methods", () => {
  it.each([
    ["#set($a = 7 / 2)$a", "3"],
    ["#set($a = 7 % 4 + 2 * 3)$a", "9"],
    ["#set($a = 'n' + 1)$a", "n1"],
    ["#set($a = 1 / 0)[$a]", "[]"],
    ["#set($a = -3)$a", "-3"],
    ["$s.length() $s.toUpperCase() $s.substring(1, 3) $s.indexOf('c')", "5 A-B-C -b 4"],
    [
      "$s.replaceAll('[a-c]', 'x') $s.replaceFirst('-', '.') $s.split('-')",
      "x-x-x a.b-c [a, b, c]",
    ],
    ["$s.matches('[a-z-]+') $s.contains('b') $s.equals('x')", "true true false"],
    ["$s.replaceAll('(\\w)-(\\w)', '$2-$1')", "b-a-c"],
    ["#set($l = [])#set($x = $l.add('a'))$l.contains('a') $l", "true [a]"],
    [
      "#set($m = {'a': 1})$m.containsKey('a') $m.get('a') $m.values() $m.remove('a') $m.isEmpty()",
      "true 1 [1] 1 true",
    ],
  ])("%s is %s", (template, text) => {
    expect(made(template, { s: "a-b-c" })).toBe(text);
  });
});

describe("what never ends or is malformed", () => {
  it.each([
    ["#foreach($a in [1..1000])#foreach($b in [1..1000])x#end#end", "steps"],
    ["#set($a = 'xxxxxxxxxx')#foreach($i in [1..50])#set($a = $a + $a)#end", "characters"],
    ["#set($l = [1..1000])#foreach($i in [1..50])#set($x = $l.addAll($l))#end", "items"],
    [
      "#set($l = [1..1000])#foreach($i in [1..4])#set($l = [$l,$l,$l,$l,$l,$l,$l,$l,$l,$l])#end$l$l",
      "characters",
    ],
    ["#if(true)", "#end is missing"],
    ["#end", "without a beginning"],
    ["#set($a = )", "expected an expression"],
    ["#macro(x)#end", "not emulated"],
    ["#evaluate('x')", "not emulated"],
    [`#set($a = ${"(".repeat(500)}1${")".repeat(500)})`, "nested too deep"],
    [`$a${"[".repeat(5000)}`, "nested too deep"],
    ["#if(true)".repeat(500), "nested too deep"],
    [`#set($r = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('(a+)+b'))`, "expected"],
    ["#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('(a+)+b')", "cannot be used"],
    ["$x.substring(3, 1)", "substring"],
  ])("%s is refused", (template, reason) => {
    expect(() => made(template, { x: "abc" })).toThrow(reason);
  });

  it("ends where a value is inside itself", () => {
    expect(() => made("#set($m = {})#set($m.m = $m)$m")).toThrow();
  });
});
