using System.Globalization;
using System.Text;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>Any transaction or queue operation with its time, as plain numbers: easy to print, parse, change and repeat.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Time">Its time in milliseconds.</param>
/// <param name="Key">The number of the key that its signature was verified under; 0 if it has none.</param>
/// <param name="QueueOffset">0 for the next operation of the queue; else it comes too early or again.</param>
/// <param name="Fields">The values, as <see cref="CommandSchema"/> lists them.</param>
internal sealed record Command(TransactionKind Kind, long Time, int Key, long QueueOffset, long[] Fields)
{
    internal long this[string field] => Fields[CommandSchema.IndexOf(Kind, field)];

    /// <summary>A command of values in the order of the schema.</summary>
    internal static Command Of(TransactionKind kind, long time, int key, params long[] fields)
    {
        FieldSpec[] schema = CommandSchema.Of(kind);
        if (fields.Length != schema.Length)
        {
            throw new ArgumentException($"{kind} has {schema.Length} fields, got {fields.Length}.", nameof(fields));
        }

        return new Command(kind, time, key, 0, fields);
    }

    /// <summary>The same with another value of a field.</summary>
    internal Command With(string field, long value)
    {
        long[] fields = [.. Fields];
        fields[CommandSchema.IndexOf(Kind, field)] = value;
        return this with { Fields = fields };
    }

    internal Command At(long time) => this with { Time = time };

    /// <summary>The same with every value moved into the range of its field.</summary>
    internal Command Clamped()
    {
        FieldSpec[] schema = CommandSchema.Of(Kind);
        return this with { Fields = [.. Fields.Select((value, i) => Math.Clamp(value, schema[i].Min, schema[i].Max))] };
    }

    /// <summary>One line: the kind, then name=value of all that is not 0.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Kind.ToString());
        Append(text, "t", Time);
        Append(text, "key", Key);
        Append(text, "queue", QueueOffset);
        FieldSpec[] schema = CommandSchema.Of(Kind);
        for (int i = 0; i < schema.Length; i++)
        {
            Append(text, schema[i].Name, Fields[i]);
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">An unknown kind or field, or no number.</exception>
    internal static Command Parse(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || !Enum.TryParse(words[0], out TransactionKind kind))
        {
            throw new FormatException($"No transaction: '{line}'.");
        }

        Command command = new(kind, 0, 0, 0, new long[CommandSchema.Of(kind).Length]);
        foreach (string word in words.AsSpan(1))
        {
            int at = word.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 || !long.TryParse(word.AsSpan(at + 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out long value))
            {
                throw new FormatException($"No name=value: '{word}'.");
            }

            command = word[..at] switch
            {
                "t" => command with { Time = value },
                "key" => command with { Key = (int)value },
                "queue" => command with { QueueOffset = value },
                string name when CommandSchema.Has(kind, name) => command.With(name, value),
                _ => throw new FormatException($"{kind} has no '{word}'."),
            };
        }

        return command;
    }

    /// <summary>Reads a stream, one command a line.</summary>
    internal static IReadOnlyList<Command> ParseAll(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static void Append(StringBuilder text, string name, long value)
    {
        if (value != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" {name}={value}");
        }
    }
}
