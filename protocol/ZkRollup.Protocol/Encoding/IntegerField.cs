namespace ZkRollup.Protocol.Encoding;

/// <summary>A field that is an integer, packed into its lane after those before it.</summary>
public readonly struct IntegerField
{
    /// <summary>Most bits that JSON writes as a number: all below 2^53 are exact wherever numbers are doubles.</summary>
    private const int NumberBitsMax = 48;

    private readonly string[]? _names;

    private IntegerField(string name, int lane, int bits, ulong min, ulong max, FieldForm form, string[]? names = null)
    {
        Name = name;
        Lane = lane;
        Bits = bits;
        Min = min;
        Max = max;
        Form = form;
        _names = names;
    }

    /// <summary>What it is called, in camel case.</summary>
    public string Name { get; }

    /// <summary>Its lane.</summary>
    public int Lane { get; }

    /// <summary>Its bits there.</summary>
    public int Bits { get; }

    /// <summary>The smallest value.</summary>
    public ulong Min { get; }

    /// <summary>The greatest value.</summary>
    public ulong Max { get; }

    /// <summary>How JSON writes it.</summary>
    public FieldForm Form { get; }

    /// <summary>The names of its values, from 0 on; none unless JSON writes names.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>Bytes of its binary encoding: 1, 2, 4 or 8.</summary>
    public int ByteLength => Bits switch
    {
        <= 8 => 1,
        <= 16 => 2,
        <= 32 => 4,
        _ => 8,
    };

    /// <summary>A number.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="lane">Its lane.</param>
    /// <param name="bits">1 to 64.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The greatest value, below 2^bits.</param>
    public static IntegerField Number(string name, int lane, int bits, ulong min, ulong max) =>
        new(name, lane, bits, min, max, bits <= NumberBitsMax ? FieldForm.Number : FieldForm.Text);

    /// <summary>One of a few values with names, from 0 on.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="lane">Its lane.</param>
    /// <param name="bits">1 to 8.</param>
    /// <param name="names">At most 2^bits names; not changed afterwards.</param>
    public static IntegerField Choice(string name, int lane, int bits, string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new(name, lane, bits, 0, (ulong)names.Length - 1, FieldForm.Name, names);
    }

    /// <summary>One bit, true or false.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="lane">Its lane.</param>
    public static IntegerField Flag(string name, int lane) => new(name, lane, 1, 0, 1, FieldForm.Boolean);

    /// <summary>True if the field can have this value.</summary>
    public bool Admits(ulong value) => value >= Min && value <= Max;

    /// <summary>The value itself, if the field can have it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It cannot: whoever made the transaction is at fault.</exception>
    public ulong Require(ulong value)
    {
        if (!Admits(value))
        {
            Throw(value);
        }

        return value;
    }

    private void Throw(ulong value) => throw new ArgumentOutOfRangeException(Name, value, $"The field is {Min} to {Max}.");
}
