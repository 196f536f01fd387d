import type { Operator } from "./syntax.ts";
import { bounded, isSame, isTrue, textOf, type Value } from "./values.ts";

/** Applies an operator (VTL reference); what it cannot be applied to gives null, or false where it compares. */
export function binary(operator: Operator, left: Value, later: () => Value): Value {
  if (operator === "||") {
    return isTrue(left) || isTrue(later());
  }
  if (operator === "&&") {
    return isTrue(left) && isTrue(later());
  }
  const right = later();
  switch (operator) {
    case "==":
      return isSame(left, right);
    case "!=":
      return !isSame(left, right);
    case "+":
      return typeof left === "string" || typeof right === "string"
        ? bounded(textOf(left) + textOf(right))
        : calculated(operator, left, right);
    default:
      return calculated(operator, left, right);
  }
}

function calculated(
  operator: Exclude<Operator, "||" | "&&" | "==" | "!=">,
  left: Value,
  right: Value,
): Value {
  const areNumbers = typeof left === "number" && typeof right === "number";
  switch (operator) {
    case "<":
      return areNumbers && left < right;
    case "<=":
      return areNumbers && left <= right;
    case ">":
      return areNumbers && left > right;
    case ">=":
      return areNumbers && left >= right;
    default:
      return areNumbers ? arithmetic(operator, left, right) : null;
  }
}

/** Whole numbers are divided as Java divides them; by zero there is nothing. */
function arithmetic(operator: "+" | "-" | "*" | "/" | "%", left: number, right: number): Value {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/": {
      const isWhole = Number.isInteger(left) && Number.isInteger(right);
      return right === 0 ? null : isWhole ? Math.trunc(left / right) : left / right;
    }
    case "%":
      return right === 0 ? null : left % right;
  }
}
