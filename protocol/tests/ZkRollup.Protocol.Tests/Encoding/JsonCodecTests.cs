using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Encoding;

public class JsonCodecTests
{
    private static readonly string[] OtherTypes = ["null", "[]", "{}", "[[1]]", "{\"a\":{\"b\":1}}", "1.5", "1e3"];

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_AnyValue_RoundTrips(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        for (int seed = -1; seed < 100; seed++)
        {
            object value = wire.Sample(seed < 0 ? null : new Random(seed));
            string json = wire.ToJson(value);
            Assert.True(wire.TryJson(json, out object read, out DecodeError error), $"seed {seed}: {error}, {json}");
            Assert.Equal(value, read);
            Assert.Equal(default, error);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_Members_AreTypeThenFieldsThenSignature(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        string[] names = ["type", .. wire.Fields.Select(f => f.Name), .. wire.IsSigned ? new[] { "signature" } : []];
        using JsonDocument document = JsonDocument.Parse(wire.ToJson(wire.Sample(new Random(1))));
        Assert.Equal(names, document.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(wire.Name, document.RootElement.GetProperty("type").GetString());
        Assert.All(names, name => Assert.Matches("^[a-z][a-zA-Z0-9]*$", name));
        Assert.True(names.Length < JsonProperties.Capacity);
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_AnyOrderAndSpace_IsRead(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        Random random = new(2);
        object value = wire.Sample(random);
        (string Name, string Value)[] members = Members(wire, value);
        random.Shuffle(members);
        string json = "\r\n{ " + string.Join("\t,\n", members.Select(m => $"\"{m.Name}\" : {m.Value}")) + " }  ";
        Assert.True(wire.TryJson(json, out object read, out DecodeError error), $"{error}, {json}");
        Assert.Equal(value, read);
        Receiver receiver = new();
        Assert.True(JsonCodec.TryReceive(System.Text.Encoding.UTF8.GetBytes(json), ref receiver, out error));
        Assert.Equal(value, Assert.Single(receiver.Received));
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_MemberMissing_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        (string Name, string Value)[] members = Members(wire, wire.Sample(new Random(3)));
        foreach ((string name, _) in members)
        {
            string json = Text(members.Where(m => m.Name != name));
            Assert.False(wire.TryJson(json, out object value, out DecodeError error));
            Assert.Equal(new DecodeError(DecodeCause.Missing, name, json.Length), error);
            Assert.Equal(wire.Empty, value);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_MemberRepeated_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        (string Name, string Value)[] members = Members(wire, wire.Sample(new Random(4)));
        foreach ((string Name, string Value) member in members)
        {
            string json = Text([.. members, member]);
            Assert.False(wire.TryJson(json, out _, out DecodeError error));
            int offset = json.LastIndexOf($"\"{member.Name}\":", StringComparison.Ordinal) + 1;
            Assert.Equal(new DecodeError(DecodeCause.Repeated, member.Name, offset), error);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_MemberUnknown_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        string json = wire.ToJson(wire.Sample(new Random(5)));
        foreach (string name in new[] { "extra", "Type", "type ", "", "chain", wire.IsSigned ? "Signature" : "signature" })
        {
            string changed = json.Insert(1, $"\"{name}\":1,");
            Assert.False(wire.TryJson(changed, out _, out DecodeError error), name);
            Assert.Equal(new DecodeError(DecodeCause.Unknown, name, 2), error);
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_ValueOfAnotherType_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        (string Name, string Value)[] members = Members(wire, wire.Sample(new Random(6)));
        for (int i = 0; i < members.Length; i++)
        {
            FieldForm form = i > 0 && i <= wire.Fields.Length ? wire.Fields[i - 1].Form : FieldForm.Text;
            string[] own = form switch
            {
                FieldForm.Number => ["\"1\"", "\"\"", "true"],
                FieldForm.Boolean => ["\"true\"", "1", "0"],
                _ => ["1", "0", "true", "false"],
            };
            foreach (string value in OtherTypes.Concat(own))
            {
                AssertRefused(wire, members, i, value, DecodeCause.WrongType);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_ValueOutOfRange_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        (string Name, string Value)[] members = Members(wire, wire.Sample(new Random(7)));
        for (int i = 0; i < wire.Fields.Length; i++)
        {
            FieldShape field = wire.Fields[i];
            BigInteger above = new BigInteger(field.Max) + 1;
            string[] values = (field.Kind, field.Form) switch
            {
                (ShapeKind.Integer, FieldForm.Number) => [$"{above}", "-1", $"{BigInteger.One << 64}", $"{BigInteger.One << 300}"],
                (ShapeKind.Integer, FieldForm.Text) => [$"\"{above}\"", $"\"{BigInteger.One << 64}\"", $"\"{BigInteger.One << 300}\""],
                (ShapeKind.Integer, FieldForm.Name) => ["\"\"", "\"BUY\"", "\"Long\"", "\"fok\"", "\"cancel\"", "\"0\""],
                (ShapeKind.Packed, _) => [Hex(BigInteger.One << 252), Hex(Values.Modulus - 1)],
                _ => [],
            };
            foreach (string value in values)
            {
                AssertRefused(wire, members, i + 1, value, DecodeCause.OutOfRange);
            }

            if (field.Min > 0)
            {
                AssertRefused(wire, members, i + 1, $"{field.Min - 1}", DecodeCause.OutOfRange);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_ValueNotCanonical_IsNamed(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        (string Name, string Value)[] members = Members(wire, wire.Sample(null));
        for (int i = 1; i < members.Length; i++)
        {
            FieldShape? field = i <= wire.Fields.Length ? wire.Fields[i - 1] : null;
            string valid = members[i].Value;
            string[] values = field switch
            {
                { Kind: ShapeKind.Integer, Form: FieldForm.Text } => ["\"\"", "\"01\"", "\"+1\"", "\"-1\"", "\" 1\"", "\"0x1\"", "\"1.0\""],
                { Kind: ShapeKind.Integer } => [],
                { Kind: ShapeKind.Address } => HexFaults(valid, isAnyCase: true),
                null => [.. HexFaults(valid, isAnyCase: false), "\"0x" + new string('f', 192) + '"'],
                _ => [.. HexFaults(valid, isAnyCase: false), Hex(Values.Modulus), Hex((BigInteger.One << 256) - 1)],
            };
            foreach (string value in values)
            {
                AssertRefused(wire, members, i, value, DecodeCause.NotCanonical);
            }
        }
    }

    [Fact]
    public void Json_AddressInAnyCase_IsRead()
    {
        Wire wire = Wire.Of(TransactionKind.ForcedCancelAll);
        object value = wire.Sample(null);
        string json = wire.ToJson(value);
        string address = json[(json.IndexOf("0x", StringComparison.Ordinal) + 2)..json.LastIndexOf('"')];
        Assert.Equal(address.ToLowerInvariant(), address);
        string upper = json.Replace(address, address.ToUpperInvariant(), StringComparison.Ordinal);
        Assert.True(wire.TryJson(upper, out object read, out DecodeError error), $"{error}");
        Assert.Equal(value, read);
    }

    [Fact]
    public void Json_AnotherType_IsRefused()
    {
        Wire asked = Wire.Of(TransactionKind.Liquidate);
        foreach (TransactionKind kind in Enum.GetValues<TransactionKind>().Where(kind => kind != TransactionKind.Liquidate))
        {
            Wire wire = Wire.Of(kind);
            Assert.False(asked.TryJson(wire.ToJson(wire.Sample(new Random(8))), out _, out DecodeError error));
            Assert.Equal(new DecodeError(DecodeCause.OtherType, "type", 9), error);
        }

        foreach (string name in new[] { "liquidate", "Liquidat", "Liquidate ", "", "42", "L\\u0069quidate" })
        {
            string json = $$"""{"type":"{{name}}","account":1,"instrument":1}""";
            Assert.False(asked.TryJson(json, out _, out DecodeError error));
            Assert.Equal(new DecodeError(DecodeCause.UnknownType, "type", 9), error);
            Receiver receiver = new();
            Assert.False(JsonCodec.TryReceive(System.Text.Encoding.UTF8.GetBytes(json), ref receiver, out error));
            Assert.Equal(new DecodeError(DecodeCause.UnknownType, "type", 9), error);
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("null", 0)]
    [InlineData("[]", 0)]
    [InlineData("1", 0)]
    [InlineData("\"type\"", 0)]
    [InlineData("{", 1)]
    [InlineData("{\"type\":\"Liquidate\",\"account\":1,\"instrument\":1", -1)]
    [InlineData("{\"type\":\"Liquidate\",\"account\":1,\"instrument\":1,}", -1)]
    [InlineData("{\"type\":\"Liquidate\",\"account\":1,\"instrument\":1}}", -1)]
    [InlineData("{\"type\":\"Liquidate\",\"account\":1,\"instrument\":1}{}", -1)]
    [InlineData("{\"type\":\"Liquidate\",\"account\":1,\"instrument\":1} x", -1)]
    [InlineData("{\"type\":\"Liquidate\",\"account\":01,\"instrument\":1}", -1)]
    [InlineData("{\"type\":\"Liquidate\",\"account\":1,\"instrument\":1 /* */}", -1)]
    [InlineData("{type:\"Liquidate\",\"account\":1,\"instrument\":1}", -1)]
    [InlineData("{'type':'Liquidate','account':1,'instrument':1}", -1)]
    [InlineData("\ufeff{\"type\":\"Liquidate\",\"account\":1,\"instrument\":1}", -1)]
    [InlineData("{\"type\":\"Liquidate\",\"account\":[[[[[[[[[1]]]]]]]]],\"instrument\":1}", -1)]
    public void Json_NotOneObject_IsNotJson(string json, int offset)
    {
        Assert.False(Wire.Of(TransactionKind.Liquidate).TryJson(json, out _, out DecodeError error));
        Assert.Equal(DecodeCause.NotJson, error.Cause);
        Assert.Null(error.Field);
        Assert.InRange(error.Offset, Math.Max(offset, 0), offset < 0 ? json.Length : offset);
    }

    [Fact]
    public void Json_EveryTruncation_IsNotJson()
    {
        Wire wire = Wire.Of(TransactionKind.PlaceOrder);
        string json = wire.ToJson(wire.Sample(new Random(9)));
        for (int length = 0; length < json.Length; length++)
        {
            Assert.False(wire.TryJson(json[..length], out _, out DecodeError error));
            Assert.Equal(DecodeCause.NotJson, error.Cause);
        }
    }

    [Fact]
    public void Json_EscapedNamesAndValues_AreNotRead()
    {
        Wire wire = Wire.Of(TransactionKind.Liquidate);
        const string name = """{"type":"Liquidate","\u0061ccount":1,"instrument":1}""";
        Assert.False(wire.TryJson(name, out _, out DecodeError error));
        Assert.Equal(new DecodeError(DecodeCause.Missing, "account", name.Length), error);
        Assert.False(wire.TryJson(name.Insert(1, "\"account\":1,"), out _, out error));
        Assert.Equal(DecodeCause.Unknown, error.Cause);
        Assert.Equal("\\u0061ccount", error.Field);
    }

    [Fact]
    public void Json_MoreMembersThanAnyTransaction_AreNamedFromThere()
    {
        string members = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"m{i.ToString(CultureInfo.InvariantCulture)}\":1"));
        Assert.False(Wire.Of(TransactionKind.Liquidate).TryJson($"{{{members}}}", out _, out DecodeError error));
        Assert.Equal((DecodeCause.TooMany, "m32"), (error.Cause, error.Field));
    }

    [Fact]
    public void Json_NameNoText_IsRepeatedAsFarAsItGoes()
    {
        byte[] name = [0xff, 0xfe, .. Enumerable.Repeat((byte)'x', 100)];
        byte[] json = [.. "{\"type\":\"CollectFees\",\"instrument\":1,\""u8, .. name, .. "\":1}"u8];
        Assert.False(Wire.Of(TransactionKind.CollectFees).TryJson(json, out _, out DecodeError error));
        Assert.Equal(DecodeCause.Unknown, error.Cause);
        Assert.Equal("\ufffd\ufffd" + new string('x', 62), error.Field);
    }

    [Theory]
    [MemberData(nameof(WireData.All), MemberType = typeof(WireData))]
    public void Json_AnyBytes_NeverThrow(TransactionKind kind)
    {
        Wire wire = Wire.Of(kind);
        int accepted = 0;
        for (int seed = 0; seed < 1_000; seed++)
        {
            Random random = new(seed);
            byte[] json = System.Text.Encoding.UTF8.GetBytes(wire.ToJson(wire.Sample(random)));
            for (int change = random.Next(4); change > 0; change--)
            {
                int position = random.Next(json.Length);
                json = random.Next(3) switch
                {
                    0 => [.. json[..position], .. json[(position + 1)..]],
                    1 => [.. json[..position], "{}[]:,\"0129-.eE\\ux truefalsn\0\x7f"u8[random.Next(28)], .. json[(position + 1)..]],
                    _ => [.. json[..position], (byte)random.Next(256), .. json[position..]],
                };
            }

            if (wire.TryJson(json, out object value, out DecodeError error))
            {
                accepted++;
                Assert.True(wire.TryJson(wire.ToJson(value), out object again, out _));
                Assert.Equal(value, again);
            }
            else
            {
                Assert.True(error.IsError, $"seed {seed}");
                Assert.InRange(error.Offset, 0, json.Length);
            }
        }

        Assert.InRange(accepted, 1, 999);
    }

    private static void AssertRefused(Wire wire, (string Name, string Value)[] members, int index, string value, DecodeCause cause)
    {
        (string Name, string Value)[] changed = [.. members];
        changed[index].Value = value;
        string json = Text(changed);
        Assert.False(wire.TryJson(json, out object read, out DecodeError error), json);
        int offset = json.IndexOf($"\"{members[index].Name}\":", StringComparison.Ordinal) + members[index].Name.Length + 3;
        Assert.Equal(new DecodeError(cause, members[index].Name, offset + (value[0] == '"' ? 1 : 0)), error);
        Assert.Equal(wire.Empty, read);
    }

    private static string[] HexFaults(string valid, bool isAnyCase)
    {
        string[] faults =
        [
            "\"\"",
            "\"0x\"",
            valid.Replace("0x", "0X", StringComparison.Ordinal),
            valid.Replace("0x", "", StringComparison.Ordinal),
            valid.Insert(3, "0"),
            valid.Remove(4, 1),
            valid[..^2] + "g\"",
            valid[..^2] + " \"",
            valid[..^2] + "\\u0030\"",
        ];
        return isAnyCase ? faults : [.. faults, valid[..^2] + "A\""];
    }

    private static string Hex(BigInteger value) => $"\"0x{Convert.ToHexStringLower(Values.BigEndian(value))}\"";

    private static (string Name, string Value)[] Members(Wire wire, object value) =>
        [.. JsonNode.Parse(wire.ToJson(value))!.AsObject().Select(p => (p.Key, p.Value!.ToJsonString()))];

    private static string Text(IEnumerable<(string Name, string Value)> members) =>
        "{" + string.Join(',', members.Select(m => $"\"{m.Name}\":{m.Value}")) + "}";
}
