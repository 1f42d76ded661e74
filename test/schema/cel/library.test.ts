import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/schema/cel/budget.ts';
import { compileExpression } from '../../../src/schema/cel/expression.ts';
import { CelError } from '../../../src/schema/cel/functions.ts';

/** The value of an expression; the word error for what CEL calls one. */
function evaluated(text: string): unknown {
  try {
    return compileExpression(text).evaluate(null, new Budget());
  } catch (error) {
    if (error instanceof CelError) return 'error';
    throw error;
  }
}

/** Expressions of each library, and what they come to. */
const cases: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  standard: [
    ['int("-12") == -12', true],
    ['int("+7") == 7', true],
    ['int("")', 'error'],
    ['int("0x10")', 'error'],
    ['int("9223372036854775808")', 'error'],
    ['double("1e3") == 1000.0', true],
    ['double("")', 'error'],
    ['double("-Infinity") < 0.0', true],
    ['duration("1h30m") == duration("90m")', true],
    ['duration("1d")', 'error'],
    ['duration("")', 'error'],
    ['"a,b".split(",") == ["a", "b"]', true],
    ['[1, 2].map(x, x + 1).filter(x, x > 2) == [3]', true],
    ['{"a": 1}.all(k, k == "a")', true],
    ['[1, 2].exists_one(x, x > 1)', true],
  ],
  lists: [
    ['[1, 2, 2].isSorted()', true],
    ['["b", "a"].isSorted()', false],
    ['[].isSorted()', true],
    ['[1, 2, 3].sum() == 6', true],
    ['[].sum() == 0', true],
    ['[1.5, 2.5].sum() == 4.0', true],
    ['[duration("1h"), duration("1m")].sum() == duration("61m")', true],
    ['[3, 1, 2].min() == 1 && [3, 1, 2].max() == 3', true],
    ['[].min()', 'error'],
    ['[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2 && [1].indexOf(5) == -1', true],
  ],
  sets: [
    ['sets.contains([1, 2, 3], [3, 1])', true],
    ['sets.contains([1], [2])', false],
    ['sets.equivalent([1, 2], [2, 1, 1])', true],
    ['sets.intersects([1, 2], [2, 3])', true],
    ['sets.intersects([], [1])', false],
  ],
  regex: [
    ['"ab12cd345".find("[0-9]+") == "12"', true],
    ['"ab".find("[0-9]+") == ""', true],
    ['"ab12cd345".findAll("[0-9]+") == ["12", "345"]', true],
    ['"a1b2c3".findAll("[0-9]", 2) == ["1", "2"]', true],
    ['"a1b2c3".findAll("[0-9]", -1).size() == 3', true],
    ['"ab".matches("^(?i)AB$")', true],
    ['"ab".find("(")', 'error'],
    [`"${'a'.repeat(40)}!".matches("^(a+)+$")`, false],
  ],
  url: [
    ['isURL("https://a/b") && isURL("/a") && !isURL("a") && !isURL("")', true],
    ['url("HTTPS://a").getScheme() == "https"', true],
    ['url("https://u:p@example.com:8080/x").getHost() == "example.com:8080"', true],
    ['url("https://[::1]:80/x").getHostname() == "::1" && url("https://[::1]:80/x").getPort() == "80"', true],
    ['url("https://a/x").getPort() == ""', true],
    ['url("https://a/b c").getEscapedPath() == "/b%20c"', true],
    ['url("https://a/b%20c").getEscapedPath() == "/b%20c"', true],
    ['url("https://a?k=1&k=2&l=a+b").getQuery() == {"k": ["1", "2"], "l": ["a b"]}', true],
    ['url("a")', 'error'],
    ['url("https://a") == url("https://a")', true],
  ],
  ip: [
    ['isIP("1.2.3.4") && isIP("::1")', true],
    ['isIP("1.2.3") || isIP("01.2.3.4") || isIP("fe80::1%a") || isIP("::ffff:1.2.3.4")', false],
    ['ip("::1").family() == 6 && ip("1.2.3.4").family() == 4', true],
    ['ip.isCanonical("2001:db8::1") && !ip.isCanonical("2001:DB8::1")', true],
    ['string(ip("2001:db8:0:0:1:0:0:1")) == "2001:db8::1:0:0:1"', true],
    ['ip("2001:db8::1") == ip("2001:DB8:0::1")', true],
    ['ip("127.0.0.1").isLoopback() && ip("::1").isLoopback()', true],
    ['ip("0.0.0.0").isUnspecified() && ip("::").isUnspecified()', true],
    ['ip("169.254.1.1").isLinkLocalUnicast() && ip("fe80::1").isLinkLocalUnicast()', true],
    ['ip("224.0.0.1").isLinkLocalMulticast() && ip("ff02::1").isLinkLocalMulticast()', true],
    ['ip("224.0.1.1").isLinkLocalMulticast() || ip("ff05::1").isLinkLocalMulticast()', false],
    ['ip("8.8.8.8").isGlobalUnicast() && ip("10.0.0.1").isGlobalUnicast()', true],
    ['ip("255.255.255.255").isGlobalUnicast() || ip("ff02::1").isGlobalUnicast()', false],
    ['ip("x")', 'error'],
  ],
  cidr: [
    ['isCIDR("10.0.0.1/8") && isCIDR("::/0")', true],
    ['isCIDR("10.0.0.0") || isCIDR("10.0.0.0/33") || isCIDR("10.0.0.0/08")', false],
    ['cidr("10.0.0.0/8").containsIP("10.9.9.9") && !cidr("10.0.0.0/8").containsIP(ip("11.0.0.0"))', true],
    ['cidr("10.0.0.0/8").containsIP("::1")', false],
    ['cidr("10.0.0.0/8").containsCIDR("10.1.0.0/16") && !cidr("10.1.0.0/16").containsCIDR(cidr("10.0.0.0/8"))', true],
    ['string(cidr("10.1.2.3/8").masked()) == "10.0.0.0/8"', true],
    ['cidr("10.1.2.3/8").ip() == ip("10.1.2.3") && cidr("::/64").prefixLength() == 64', true],
    ['cidr("x")', 'error'],
  ],
  quantity: [
    ['isQuantity("1.5Gi") && isQuantity("500m") && isQuantity("1e3") && isQuantity("+.5")', true],
    ['isQuantity("") || isQuantity("1Kib") || isQuantity("1 k") || isQuantity("x")', false],
    ['quantity("1000m") == quantity("1") && quantity("1k") != quantity("1Ki")', true],
    ['quantity("1Ki").compareTo(quantity("1024")) == 0', true],
    ['quantity("1.5").isGreaterThan(quantity("1499m")) && quantity("1M").isLessThan(quantity("1Mi"))', true],
    ['quantity("1").add(quantity("500m")) == quantity("1.5") && quantity("5").sub(2) == quantity("3")', true],
    ['quantity("-1").sign() == -1 && sign(quantity("0")) == 0', true],
    ['quantity("50k").asInteger() == 50000 && !quantity("1.5").isInteger()', true],
    ['quantity("1.5").asInteger()', 'error'],
    ['quantity("1.5").asApproximateFloat() == 1.5', true],
    ['quantity("0.0000000001") == quantity("1n")', true],
    ['quantity("1e999999999").isGreaterThan(quantity("1E"))', true],
    ['quantity("1e-999999999") == quantity("1n")', true],
    ['quantity("x")', 'error'],
  ],
  format: [
    ['!format.dns1123Label().validate("ab-c").hasValue()', true],
    [
      'format.dns1123Label().validate("a.b").hasValue() && format.dns1123Label().validate("-").value().size() > 0',
      true,
    ],
    ['!format.dns1123Subdomain().validate("a.b").hasValue() && format.dns1035Label().validate("1a").hasValue()', true],
    ['!format.dns1123LabelPrefix().validate("a-").hasValue()', true],
    ['!format.qualifiedName().validate("a.b/C_d").hasValue() && format.labelValue().validate("a/b").hasValue()', true],
    ['format.named("uuid").value().validate("x").hasValue() && !format.named("poem").hasValue()', true],
    ['format.named("poem").value()', 'error'],
    ['optional.of(1).orValue(2) == 1 && optional.none().orValue(2) == 2', true],
  ],
  semver: [
    ['isSemver("1.2.3-rc.1+b") && !isSemver("1.2") && !isSemver("01.2.3") && !isSemver("v1.2.3")', true],
    ['isSemver("v1.02", true) && semver("v1.02", true) == semver("1.2.0")', true],
    ['isSemver("1.2-rc", true)', false],
    ['semver("1.2.3").major() == 1 && semver("1.2.3").minor() == 2 && semver("1.2.3").patch() == 3', true],
    ['semver("1.10.0").isGreaterThan(semver("1.9.0")) && semver("1.0.0-rc").isLessThan(semver("1.0.0"))', true],
    ['semver("1.0.0-rc.2").isLessThan(semver("1.0.0-rc.10")) && semver("1.0.0-1").isLessThan(semver("1.0.0-a"))', true],
    ['semver("1.0.0-rc").isLessThan(semver("1.0.0-rc.1"))', true],
    ['semver("1.0.0+a").compareTo(semver("1.0.0+b")) == 0', true],
    ['semver("x")', 'error'],
  ],
};

describe.each(Object.entries(cases))('the %s library', (_, expressions) => {
  it.each(expressions)('%s', (text, value) => {
    expect(evaluated(text)).toBe(value);
  });
});
