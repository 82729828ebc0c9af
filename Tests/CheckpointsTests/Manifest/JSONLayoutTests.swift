import Testing

@testable import Checkpoints

struct JSONLayoutTests {
    @Test func arraysOfPlainValuesBecomeOneLine() {
        let indented = """
            {
              "a" : [
                1,
                "x , [\\"{",
                null
              ],
              "b" : [

              ],
              "c" : [
                {
                  "d" : [
                    "[",
                    "]\\\\"
                  ]
                }
              ],
              "e" : [
                [
                  1,
                  2
                ],
                [
                  3
                ]
              ]
            }
            """
        let expected = """
            {
              "a" : [1, "x , [\\"{", null],
              "b" : [],
              "c" : [
                {
                  "d" : ["[", "]\\\\"]
                }
              ],
              "e" : [
                [1, 2],
                [3]
              ]
            }
            """
        #expect(String(decoding: JSONLayout.compactingArrays(in: Array(indented.utf8)), as: UTF8.self) == expected)
    }
}
